/**
 * Former names of datasets, each with the present one. Runs that were started before a dataset was renamed carry the
 * former name in their input and in their rows of the `sync_*` tables, schedules carry it in Temporal, scripts in
 * `--only`. A name stays here as long as any of them may: histories in Postgres have no end.
 */
const PRESENT_NAMES: ReadonlyMap<string, string> = new Map([['schedule', 'games']])

/** The present name of a dataset: 'schedule' -> 'games'. Any other name is returned as it is. */
export const canonicalName = (name: string): string => PRESENT_NAMES.get(name) ?? name

/** Every name that a dataset can have in the tables of runs, the present name first. */
export function namesOf(name: string): readonly string[] {
  const present = canonicalName(name)
  return [present, ...[...PRESENT_NAMES].flatMap(([former, now]) => (now === present ? [former] : []))]
}

/** Whether two runs bring the same datasets, by present or former names and in any order. */
export function sameDatasets(some: readonly string[], others: readonly string[]): boolean {
  const present = some.map(canonicalName)
  return some.length === others.length && others.every((name) => present.includes(canonicalName(name)))
}
