import { printable } from '../../text/printable.js'
import type { Cell } from './cells.js'
import type { Field, FieldMap } from './fields.js'

/** Why a row is refused. */
export class Refusal {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

/** A row while it is being read. */
export type Draft = Record<string, Cell>

/** Reads one row of an answer. */
export type RowReader<Source> = (source: Source) => Draft | Refusal

/** Reads rows that are lists, by where each field stands in them; undefined: nowhere. */
export function listReader(
  fields: FieldMap,
  indexOf: (field: Field) => number | undefined,
): RowReader<readonly unknown[]> {
  const columns = Object.entries(fields).map(([column, field]) => ({ column, field, at: indexOf(field) }))
  return (source) => {
    const row: Draft = {}
    for (const { column, field, at } of columns) {
      const value = readCell(field, at === undefined ? undefined : source[at])
      if (value instanceof Refusal) return value
      row[column] = value
    }
    return row
  }
}

/** Reads rows that are objects, by the path of each field. */
export function objectReader(fields: FieldMap): RowReader<unknown> {
  const columns = Object.entries(fields).map(([column, field]) => ({
    column,
    field,
    path: field.from.split('.'),
  }))
  return (source) => {
    const row: Draft = {}
    for (const { column, field, path } of columns) {
      const value = readCell(field, valueAt(source, path))
      if (value instanceof Refusal) return value
      row[column] = value
    }
    return row
  }
}

/** The cell of a value, or the reason against it with its field's name and the value. */
function readCell({ from, type, optional }: Field, value: unknown): Cell | Refusal {
  // A renamed key must not turn what is stored into nothing.
  if (value === undefined && optional !== true) return new Refusal(`${from} is missing`)
  const quick = type.quick(value ?? null)
  if (quick !== undefined) return quick
  const parsed = type.schema.safeParse(value ?? null)
  if (parsed.success) return parsed.data
  return new Refusal(`${from} ${described(value)}: ${parsed.error.issues[0]?.message ?? 'not valid'}`)
}

/** A value from outside in a reason that people read on a terminal. */
const described = (value: unknown): string => printable(JSON.stringify(value) ?? 'undefined', 60)

/** The value at a path of a nested object; undefined where the path ends early. Own properties only. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let at: unknown = value
  for (const key of path) {
    if (!isObject(at) || !Object.hasOwn(at, key)) return undefined
    at = at[key]
  }
  return at
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
