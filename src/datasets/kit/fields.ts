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

/** The fields of a table as they were declared, by column. */
export const fieldsOf = (fields: object): FieldMap => ({ ...fields })
