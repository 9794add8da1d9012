import { SourceError } from '../../sources/judge/source-error.js'
import { printable } from '../../text/printable.js'

/** One table of a stats.nba.com body. Rows have exactly one value for each header. */
export interface ResultSet {
  /** The request's label, for messages. */
  readonly label: string
  readonly name: string
  readonly headers: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/**
 * Finds a table in a body of stats.nba.com: `resultSets` (a list or one) or `resultSet`, each `{name, headers,
 * rowSet}`. The case of `name` doesn't matter. Headers in two rows, as those of shots by place, become one: 'Mid-Range.FGM'. Throws a SourceError: `SuspiciouslyEmpty` if the body holds nothing at
 * all, `ContractBroken` if the table is missing or isn't one. A table without rows is returned: whether it may be empty
 * is for the dataset to say.
 */
export function resultSet(json: unknown, name: string, label: string): ResultSet {
  const asked = printable(label, 200)
  if (json === null || (typeof json === 'object' && Object.keys(json).length === 0)) {
    throw new SourceError(
      'SuspiciouslyEmpty',
      `${asked}: the body is ${Array.isArray(json) ? '[]' : 'empty'}.`,
    )
  }
  const sets = [own(json, 'resultSets') ?? own(json, 'resultSet') ?? []].flat()
  const found = sets.find((set) => nameOf(set).toLowerCase() === name.toLowerCase())
  if (found === undefined) {
    const there = sets.map((set) => printable(nameOf(set))).join(', ')
    const has = there === '' ? 'it has none' : `it has ${printable(there, 200)}`
    throw new SourceError('ContractBroken', `${asked} has no result set ${name}; ${has}.`)
  }
  return { label: asked, name, ...table(found, `${asked}: result set ${name}`) }
}

function table(set: unknown, what: string): Pick<ResultSet, 'headers' | 'rows'> {
  const headers = inOneRow(own(set, 'headers'))
  const rows = own(set, 'rowSet')
  if (!isListOf(headers, isText)) {
    throw new SourceError('ContractBroken', `${what} has no list of headers.`)
  }
  if (!isListOf(rows, (row): row is unknown[] => Array.isArray(row))) {
    throw new SourceError('ContractBroken', `${what} has no list of rows.`)
  }
  const odd = rows.findIndex((row) => row.length !== headers.length)
  if (odd >= 0) {
    const values = rows[odd]?.length ?? 0
    throw new SourceError(
      'ContractBroken',
      `${what}: row ${odd + 1} has ${values} values for ${headers.length} headers.`,
    )
  }
  return { headers, rows }
}

/**
 * Headers that stand in two rows as one: each of the lower row below the one of the upper row that spans it. Anything
 * else stays what it is.
 */
function inOneRow(headers: unknown): unknown {
  if (!Array.isArray(headers) || headers.length !== 2) return headers
  const [upper, lower]: readonly unknown[] = headers
  const above = own(upper, 'columnNames')
  const below = own(lower, 'columnNames')
  const [skipped = 0, span] = [own(upper, 'columnsToSkip'), own(upper, 'columnSpan')]
  if (!isListOf(above, isText) || !isListOf(below, isText)) return headers
  if (typeof skipped !== 'number' || typeof span !== 'number') return headers
  return below.map((header, i) => {
    const place = above[Math.floor((i - skipped) / span)]
    return place === undefined ? header : `${place}.${header}`
  })
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** A header as it is compared: case and underscores vary between endpoints (`TEAM_ID`, `TeamID`, `teamId`, `Team_ID`). */
export function normalisedHeader(header: string): string {
  return header.toLowerCase().replace(/[_\s]+/g, '')
}

/**
 * Where the columns stand in each row, by name; `undefined` for an optional one that isn't there. Order, case and
 * further columns don't matter. Throws a SourceError `ContractBroken` that names the missing columns and those there,
 * or a column that is there twice.
 *
 *     const at = columnIndexes(set, ['PLAYER_ID', 'PTS'])
 *     for (const row of set.rows) total += Number(row[at.PTS])
 */
export function columnIndexes<Required extends string, Optional extends string = never>(
  set: ResultSet,
  required: readonly Required[],
  optional: readonly Optional[] = [],
): Record<Required, number> & Record<Optional, number | undefined> {
  const wanted = [...required, ...optional].map((column) => ({ column, index: indexOf(set, column) }))
  const missing = wanted.filter(({ index }, i) => index === undefined && i < required.length)
  if (missing.length > 0) {
    const names = missing.map(({ column }) => column).join(', ')
    const word = missing.length === 1 ? 'column' : 'columns'
    const has = printable(set.headers.join(', '), 600)
    throw new SourceError(
      'ContractBroken',
      `${set.label}: ${set.name} has no ${word} ${names}; it has ${has}.`,
    )
  }
  const indexes: Record<string, number | undefined> = {}
  for (const { column, index } of wanted) indexes[column] = index
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the required ones were just found
  return indexes as Record<Required, number> & Record<Optional, number | undefined>
}

function indexOf({ label, name, headers }: ResultSet, column: string): number | undefined {
  const normalised = normalisedHeader(column)
  const first = headers.findIndex((header) => normalisedHeader(header) === normalised)
  if (first < 0) return undefined
  if (headers.slice(first + 1).some((header) => normalisedHeader(header) === normalised)) {
    throw new SourceError('ContractBroken', `${label}: ${name} has the column ${column} twice.`)
  }
  return first
}

function isListOf<T>(list: unknown, is: (element: unknown) => element is T): list is T[]
function isListOf(list: unknown, is: (element: unknown) => boolean): list is string[]
function isListOf(list: unknown, is: (element: unknown) => boolean): boolean {
  return Array.isArray(list) && list.every(is)
}

/** A table's name; whatever else stands in its place is described, since not every value can become text. */
function nameOf(set: unknown): string {
  const name = own(set, 'name')
  return typeof name === 'string' ? name : (JSON.stringify(name) ?? 'undefined')
}

/** A property of the object itself: what it inherits is not data. */
function own(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  const property: unknown = Reflect.get(value, key)
  return property
}
