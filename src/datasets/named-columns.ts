import type { Dataset } from './dataset.js'

/** Properties of a check with the name of a table. */
const TABLES: ReadonlySet<string> = new Set([
  'table',
  'with',
  'among',
  'log',
  'butFor',
  'players',
  'teams',
  'people',
  'actions',
  'homeAway',
])

/** Properties with words of their own. */
const OWN_WORDS: ReadonlySet<string> = new Set(['kind', 'rule', 'onTheFloor', 'value'])

/** Properties that may be keyed by columns, with the name under which their values are looked at. */
const KEYED: ReadonlyMap<string, string> = new Map([
  ['among', 'is'],
  ['columns', 'columns'],
  ['counts', 'is'],
  ['even', 'even'],
  ['of', 'is'],
  ['on', 'on'],
  ['part', 'is'],
  ['parts', 'parts'],
  ['plus', 'is'],
  ['ratios', 'is'],
  ['sums', 'sums'],
  ['values', 'values'],
  ['wholes', 'wholes'],
  ['within', 'is'],
])

/** Words that may stand where others have a column: what a row is of, which lines are counted, what a score tells. */
const WORDS: ReadonlySet<string> = new Set(
  'season history game season-type all won lost number share periods lead-changes times-tied largest-lead seconds-leading'.split(
    ' ',
  ),
)

/** Tables of which a check may take columns without naming them. */
const UNNAMED = ['games', 'player_game_logs', 'team_game_logs']

/** Calls back for each table and each column that a check names, wherever it stands. */
function visit(
  value: unknown,
  property: string,
  found: (what: 'table' | 'column', name: string) => void,
): void {
  if (typeof value === 'string') {
    if (OWN_WORDS.has(property)) return
    if (TABLES.has(property)) found('table', value)
    else if (!WORDS.has(value)) found('column', value)
  } else if (Array.isArray(value)) {
    for (const each of value) visit(each, property, found)
  } else if (typeof value === 'object' && value !== null) {
    const under = KEYED.get(property)
    for (const [key, each] of Object.entries(value)) {
      if (under !== undefined && !WORDS.has(key)) found('column', key)
      visit(each, under ?? key, found)
    }
  }
}

/**
 * Returns a sentence about the first table or column that the checks of a dataset name and that none of the tables has; undefined
 * without one. The types of the kit take any text as a column of most checks, and a module of one's own may have no types.
 */
export function misspeltInChecks(
  { name: dataset, verify }: Pick<Dataset, 'name' | 'verify'>,
  columnsOf: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  for (const check of verify) {
    const tables = new Set(UNNAMED)
    const columns: string[] = []
    visit(check, '', (what, name) => void (what === 'table' ? tables.add(name) : columns.push(name)))
    const what = `the check ${check.kind} of ${dataset}`
    const noTable = [...tables].find((table) => !columnsOf.has(table) && !UNNAMED.includes(table))
    if (noTable !== undefined) return `${what} names the table ${noTable}, which is none`
    const noColumn = columns.find((column) => ![...tables].some((table) => columnsOf.get(table)?.has(column)))
    if (noColumn !== undefined) return `${what} names the column ${noColumn}, which none of its tables has`
  }
  return undefined
}

/** The columns of each table of some datasets. */
export const columnsByTable = (datasets: readonly Dataset[]): ReadonlyMap<string, ReadonlySet<string>> =>
  new Map(datasets.flatMap(({ tables }) => tables.map(({ name, columns }) => [name, new Set(columns)])))
