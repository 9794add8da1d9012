import { columnType, type ColumnType } from './cells.js'
import { fieldsOf, type FieldMap } from './fields.js'
import { joinedFrame, resultSetFrame, type Frame } from './frames.js'
import type { AnyTable } from './table-spec.js'

/** Where the rows of a table are in an answer. */
export interface InResultSets {
  /**
   * The result set of the rows; or sets of one row each that make one together, with fields such as
   * 'GameInfo.ATTENDANCE'; or sets of the same columns, each with what its place tells: `{ HomeTeam: { is_home: true } }`.
   */
  readonly resultSet:
    string | readonly string[] | Readonly<Record<string, Readonly<Record<string, boolean | string>>>>
}

/** A table, and where its rows are. */
export type TableOfResultSets = AnyTable & InResultSets & { readonly reads?: FieldMap }

/** Finds the rows of a table. */
export const framesOf = ({ table, resultSet, fields, reads }: TableOfResultSets): readonly Frame[] => {
  const all = { ...fieldsOf(fields), ...reads }
  if (typeof resultSet === 'string') return [resultSetFrame(resultSet, table, all)]
  if (isList(resultSet)) return [joinedFrame(resultSet, table, all)]
  return Object.entries(resultSet).map(([set, placed]) => resultSetFrame(set, table, all, placed))
}

/** The columns that the place of a row tells. */
export const placedBy = (resultSet: InResultSets['resultSet']): Readonly<Record<string, ColumnType>> =>
  typeof resultSet === 'string' || isList(resultSet)
    ? {}
    : Object.fromEntries(
        Object.values(resultSet).flatMap((placed) =>
          Object.entries(placed).map(([column, value]) => [
            column,
            columnType.required(typeof value === 'boolean' ? 'bool' : 'text'),
          ]),
        ),
      )

/** The result sets of the rows; '' where the names of the fields begin with that of the set. */
export const withinOf = (resultSet: InResultSets['resultSet']): string | readonly string[] =>
  typeof resultSet === 'string' ? resultSet : isList(resultSet) ? '' : Object.keys(resultSet)

const isList = (resultSet: InResultSets['resultSet']): resultSet is readonly string[] =>
  Array.isArray(resultSet)

/** The header by its (first) result set. */
export const headerIn = (resultSet: InResultSets['resultSet'], header: string): string =>
  isList(resultSet) ? `${resultSet[0]}.${header}` : header
