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
export const listReader = (
  fields: FieldMap,
  indexOf: (field: Field) => number | undefined,
): RowReader<readonly unknown[]> =>
  rowReader(fields, (field) => {
    const at = indexOf(field)
    return (source) => (at === undefined ? undefined : source[at])
  })

/** Reads rows that are objects, by the path of each field. */
export const objectReader = (fields: FieldMap): RowReader<unknown> =>
  rowReader(fields, ({ from }) => valueReader(from.split('.')))

function rowReader<Source>(
  fields: FieldMap,
  valueOf: (field: Field) => (source: Source) => unknown,
): RowReader<Source> {
  const columns = Object.entries(fields).map(([column, field]) => ({ column, field, value: valueOf(field) }))
  return (source) => {
    const row: Draft = {}
    for (const { column, field, value } of columns) {
      const cell = readCell(field, value(source))
      if (cell instanceof Refusal) return cell
      row[column] = cell
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
export const valueAt = (value: unknown, path: readonly string[]): unknown => valueReader(path)(value)

/** Reads the value at a path. */
function valueReader(path: readonly string[]): (source: unknown) => unknown {
  const [first, ...rest] = path
  if (first === undefined) return (source) => source
  const member = memberReader(first)
  if (rest.length === 0) return member
  const inner = valueReader(rest)
  return (source) => inner(member(source))
}

/** Reads a member. Only names that every object inherits need the question whether it is an own one. */
function memberReader(name: string): (source: unknown) => unknown {
  if (name in Object.prototype || name in Array.prototype)
    return (source) => (isObject(source) && Object.hasOwn(source, name) ? source[name] : undefined)
  return (source) => (isObject(source) ? source[name] : undefined)
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
