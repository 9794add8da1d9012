import type { TableSpec } from '../../datasets/dataset.js'
import { normalisedHeader } from '../../datasets/kit/result-set.js'
import type { JsonPath } from '../../text/json-place.js'

type Values = Readonly<Record<string, unknown>>

/** The place of a row's value in the answer that brought it; undefined where the answer does not have it as such. */
export function findInBody(
  json: unknown,
  table: TableSpec,
  values: Values,
  column: string,
): JsonPath | undefined {
  const header = table.from[column]
  if (header === undefined) return undefined
  return inResultSets(json, table, values, header) ?? inObjects(json, table, values, header)
}

/** Columns by which a row is told in an answer: those of the key that the answer has, and a name. */
const tellingColumns = (table: TableSpec): readonly (readonly [column: string, header: string])[] =>
  table.key.flatMap((column) => {
    const header = table.from[column]
    return header === undefined ? [] : [[column, header] as const]
  })

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value.trim() : (JSON.stringify(value ?? '') ?? '').replace('""', '')

/** Whether a value of an answer is that of a column: numbers and ids may be texts, dates may have a time. */
function same(source: unknown, stored: unknown): boolean {
  const [a, b] = [textOf(source), textOf(stored)]
  return a === b || a.replace(/^0+(?=\d)/, '') === b.replace(/^0+(?=\d)/, '') || a.startsWith(`${b}T`)
}

/** Of sets that tell the same key (players on and off the floor), the row counts that has most of the stored values. */
function inResultSets(json: unknown, table: TableSpec, values: Values, header: string): JsonPath | undefined {
  const candidates = resultSets(json).flatMap(({ set, path }) => {
    if (!isWithin(set, table)) return []
    const headers = headersOf(set).map((each) => normalisedHeader(each))
    // A header of several sets that make one row begins with the name of its set.
    const within = `${String(member(set, 'name'))}.`
    const placeOf = (name: string): number =>
      headers.indexOf(normalisedHeader(name.startsWith(within) ? name.slice(within.length) : name))
    const at = placeOf(header)
    const telling = tellingColumns(table).map(([column, name]) => [column, placeOf(name)] as const)
    if (at < 0 || telling.some(([, place]) => place < 0)) return []
    const rows = listOf(member(set, 'rowSet'))
    const row = rows.findIndex((cells) =>
      telling.every(([column, place]) => same(listOf(cells)[place], values[column])),
    )
    if (row < 0) return []
    const cells = listOf(rows[row])
    const equal = Object.entries(table.from).filter(([column, name]) =>
      same(cells[placeOf(name)], values[column]),
    )
    return [{ path: [...path, 'rowSet', row, at], equal: equal.length }]
  })
  return candidates.toSorted((one, other) => other.equal - one.equal)[0]?.path
}

/** Whether a table's rows are in a result set; where the headers name their sets, they may be in any. */
function isWithin(set: unknown, { within = '' }: TableSpec): boolean {
  const names = [within].flat().filter((name) => name !== '')
  const own = String(member(set, 'name')).toLowerCase()
  return names.length === 0 || names.some((name) => name.toLowerCase() === own)
}

function resultSets(json: unknown): readonly { readonly set: unknown; readonly path: JsonPath }[] {
  for (const name of ['resultSets', 'resultSet']) {
    const sets = member(json, name)
    if (Array.isArray(sets)) return sets.map((set: unknown, at) => ({ set, path: [name, at] }))
    if (sets !== undefined) return [{ set: sets, path: [name] }]
  }
  return []
}

/** Headers in one row, or of the lower of two, each with the one above it: 'Mid-Range.FGM'. */
function headersOf(set: unknown): readonly string[] {
  const headers = listOf(member(set, 'headers'))
  const [upper, lower] = headers
  const below = listOf(member(lower, 'columnNames'))
  if (headers.length !== 2 || below.length === 0) return headers.map(String)
  const above = listOf(member(upper, 'columnNames'))
  const skipped = Number(member(upper, 'columnsToSkip') ?? 0)
  const span = Number(member(upper, 'columnSpan') ?? 1)
  return below.map((name, at) => {
    const group = above[Math.floor((at - skipped) / span)]
    return group === undefined || at < skipped ? String(name) : `${textOf(group)}.${textOf(name)}`
  })
}

/** The first object, from the top, that has the value's path and those of the key with the row's values. */
function inObjects(json: unknown, table: TableSpec, values: Values, header: string): JsonPath | undefined {
  const telling = tellingColumns(table)
  const search = (node: unknown, path: JsonPath, around: readonly unknown[]): JsonPath | undefined => {
    if (typeof node !== 'object' || node === null) return undefined
    const found = Array.isArray(node) ? undefined : resolve(node, header, path, around)
    if (
      found !== undefined &&
      telling.every(([column, name]) => {
        const cell = resolve(node, name, path, around)
        return cell !== undefined && same(cell.value, values[column])
      })
    )
      return found.path
    for (const [name, inner] of Object.entries(node)) {
      const step = Array.isArray(node) ? Number(name) : name
      // What is around a member of a list is the object that has the list.
      const deeper = search(inner, [...path, step], Array.isArray(node) ? around : [node, ...around])
      if (deeper !== undefined) return deeper
    }
    return undefined
  }
  return search(json, [], [])
}

/** The value at a field's path from an object; '^.' leads to the object around it, whose own path is not told. */
function resolve(
  node: unknown,
  header: string,
  path: JsonPath,
  around: readonly unknown[],
): { readonly value: unknown; readonly path: JsonPath } | undefined {
  const steps = header.split('.')
  const ups = steps.filter((step) => step === '^').length
  const down = steps.slice(ups)
  let value: unknown = ups === 0 ? node : around[ups - 1]
  for (const step of down) value = member(value, step)
  if (value === undefined) return undefined
  return { value, path: ups === 0 ? [...path, ...down] : [] }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  const found: unknown = Reflect.get(value, name)
  return found
}
