import { canonicalName } from '../contracts/dataset-names.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { NBA_DATASETS, REST_DATASETS } from '../generated/catalogue/datasets.js'
import { SANDBOX_ENDPOINTS, SANDBOX_QUESTIONS } from '../sandbox/endpoints.js'
import { nearNames } from '../text/near.js'
import { printable } from '../text/printable.js'
import type { Dataset } from './dataset.js'
import { columnsByTable, misspeltInChecks } from './named-columns.js'

/** The order in which people see the datasets of each API; all others follow by name. */
const FIRST_OF_NBA = [
  'games',
  'team_game_logs',
  'player_game_logs',
  'teams',
  'players',
  'player_seasons',
  'standings',
  'box_scores',
  'play_by_play',
]
const FIRST_OF_REST = ['players', 'games']

/** Sorts datasets as `first` has them, each after those that it needs or follows. */
function inOrder(datasets: readonly Dataset[], first: readonly string[]): readonly Dataset[] {
  const place = ({ name }: Dataset): number => (first.includes(name) ? first.indexOf(name) : first.length)
  const sorted = datasets.toSorted((a, b) => place(a) - place(b) || (a.name < b.name ? -1 : 1))
  const ordered = new Set<Dataset>()
  const add = (dataset: Dataset): void => {
    for (const need of [...dataset.needs, ...(dataset.follows ?? [])]) {
      const needed = sorted.find(({ name }) => name === need)
      if (needed !== undefined && !ordered.has(needed)) add(needed)
    }
    ordered.add(dataset)
  }
  sorted.forEach(add)
  return [...ordered]
}

const catalogue: Record<SourceName, readonly Dataset[]> = { nba: [], sandbox: [], rest: [] }
/** The same by name: an estimate of all seasons looks for a hundred thousand names. */
const named: Record<SourceName, Map<string, Dataset>> = {
  nba: new Map(),
  sandbox: new Map(),
  rest: new Map(),
}

function set(source: SourceName, datasets: readonly Dataset[]): void {
  catalogue[source] = datasets
  named[source] = new Map(datasets.map((dataset) => [dataset.name, dataset]))
}

setNba(NBA_DATASETS)
set('rest', inOrder(REST_DATASETS, FIRST_OF_REST))

/** The sandbox has those datasets of the NBA that it serves. */
function setNba(datasets: readonly Dataset[]): void {
  const ordered = inOrder(datasets, FIRST_OF_NBA)
  set('nba', ordered)
  set(
    'sandbox',
    ordered.filter(
      ({ endpoint, called = endpoint }) =>
        SANDBOX_ENDPOINTS.some((served) => served === endpoint) &&
        (SANDBOX_QUESTIONS[endpoint]?.includes(called) ?? true),
    ),
  )
}

/** The datasets of each source, in the order in which people see them. */
export const CATALOGUE: Readonly<Record<SourceName, readonly Dataset[]>> = catalogue

/** The tables that the datasets of a source fill. */
export const dataTables = (source: SourceName): readonly string[] => [
  ...new Set(CATALOGUE[source].flatMap(({ tables }) => tables.map(({ name }) => name))),
]

/**
 * Adds datasets of the NBA that are not part of this package. Returns a sentence about the first that cannot be one:
 * its name is taken, it writes a table of another, it needs a dataset that is not there, or a check names a column that is none.
 */
export function addDatasets(own: readonly Dataset[]): string | undefined {
  const all = [...catalogue.nba, ...own]
  const columns = columnsByTable(all)
  for (const dataset of own) {
    const others = all.filter((other) => other !== dataset)
    if (others.some(({ name }) => name === dataset.name)) return `the name ${dataset.name} is taken`
    const tables = new Set(others.flatMap((other) => other.tables.map(({ name }) => name)))
    const shared = dataset.tables.find(({ name }) => tables.has(name))
    if (shared !== undefined) return `${dataset.name} writes the table ${shared.name} of another dataset`
    const missing = dataset.needs.find((need) => !others.some(({ name }) => name === need))
    if (missing !== undefined) return `${dataset.name} needs ${missing}, which is not a dataset`
    const misspelt = misspeltInChecks(dataset, columns)
    if (misspelt !== undefined) return misspelt
  }
  setNba(all)
  return undefined
}

/** One dataset by its name, the present or a former one; undefined where the source has none of this name. */
export function findDataset(source: SourceName, name: string): Dataset | undefined {
  return named[source].get(canonicalName(name))
}

/** A name without case, '-' and '_': 'Box-Scores' is box_scores. */
export const plainName = (name: string): string => name.toLowerCase().replace(/[-_\s]+/g, '')

/** The same, whatever its case, '-' and '_'. Throws a UserError (exit 2) that proposes what may have been meant. */
export function datasetOf(source: SourceName, name: string): Dataset {
  const found =
    findDataset(source, name) ??
    findDataset(source, name.toLowerCase().replaceAll('-', '_')) ??
    CATALOGUE[source].find((dataset) => plainName(dataset.name) === plainName(name))
  if (!found) throw unknownDataset(source, name)
  return found
}

/** The error for a name of none, with those near to it, or whose table it is; `others` may be named in place of a dataset. */
export function unknownDataset(source: SourceName, name: string, others: readonly string[] = []): UserError {
  const writer = CATALOGUE[source].find(({ tables }) =>
    tables.some((table) => plainName(table.name) === plainName(name)),
  )
  if (writer !== undefined)
    return new UserError(`'${printable(name)}' is a table of the dataset ${writer.name}: name that.`, 2)
  const known = [...CATALOGUE[source].map((dataset) => dataset.name), ...others]
  const near = nearNames(name.toLowerCase().replaceAll('-', '_'), known)
  const next =
    near.length === 0
      ? `list them with: ${COMMAND.datasets(source)}`
      : `did you mean ${near.join(' or ')}? (all: ${COMMAND.datasets(source)})`
  return new UserError(`'${printable(name)}' is not a dataset of ${source}; ${next}`, 2)
}
