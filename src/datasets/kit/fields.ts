import type { TableColumns } from '../../generated/catalogue/tables.js'
import type { CellType } from './cells.js'

/** A data table, by the name that the database has. */
export type TableName = keyof TableColumns
/** The columns of a data table, provenance excluded. */
export type Column<T extends TableName> = TableColumns[T]

/** Where a column comes from: a header (or dotted path) of the answer, and the type of its values. */
export interface Field {
  readonly from: string
  readonly type: CellType
  /** The column may be absent altogether: it is null then. */
  readonly optional?: true
}

/** Fields by column, of any table. */
export type FieldMap = Readonly<Record<string, Field>>
/** Fields of a table, by column: a column that the table lacks is a type error. */
export type Fields<T extends TableName> = { readonly [C in Column<T>]?: Field }

export const field = (from: string, type: CellType): Field => ({ from, type })
export const optionalField = (from: string, type: CellType): Field => ({ from, type, optional: true })

/** Fields of one type: the type, the header (or dotted path) of each column, and whether they may be absent altogether. */
export type FieldGroup<C extends string> = readonly [
  type: CellType,
  columns: { readonly [K in C]?: string },
  absence?: 'optional',
]

/**
 * The fields of a table, one by one or, where there are dozens, in groups that share a type:
 *
 *     [[cell.count, { games_played: 'GP', wins: 'W', losses: 'L' }], [cell.share, { win_pct: 'W_PCT' }]]
 */
export type Declared<C extends string> = { readonly [K in C]?: Field } | readonly FieldGroup<C>[]

/** The fields of a table as they were declared, by column. */
export function fieldsOf(declared: object): FieldMap {
  if (!isGrouped(declared)) return { ...declared }
  return Object.fromEntries(
    declared.flatMap(([type, columns, absence]) =>
      Object.entries(columns).map(([column, from]) => [
        column,
        absence === 'optional' ? optionalField(from, type) : field(from, type),
      ]),
    ),
  )
}

const isGrouped = (
  declared: object,
): declared is readonly (readonly [CellType, Readonly<Record<string, string>>, 'optional'?])[] =>
  Array.isArray(declared)
