import type { TableSpec } from '../../datasets/dataset.js'
import type { Witness } from '../../datasets/kit/holds.js'
import { dataTable, identifier } from '../database/database.js'

/** The condition that one of these tables knows a row, in SQL; false without any. */
export const knownByAny = (witnesses: readonly Witness[] = [], row: string): string =>
  anyOf(
    witnesses.map(
      ({ table, columns }) =>
        `exists (select from ${dataTable(table)} w where ${Object.entries(columns)
          .map(
            ([column, theirs]) =>
              `${row}.${identifier(column)} in (${theirs.map((name) => `w.${identifier(name)}`).join(', ')})`,
          )
          .join(' and ')})`,
    ),
  )

/** Columns of a row that say of which games it is: a witness of none of them has nothing to say about the row. */
export const toldOf = ({ columns, completes }: TableSpec): readonly string[] =>
  ['season', 'season_type', 'game_id'].filter(
    (column) => columns.includes(column) && (column === 'season' || column !== completes?.guard),
  )

/** The condition that one of these tables has anything of the row's season, game or years, so that its silence says something. */
export const periodKnownByAny = (table: TableSpec, row: string): string =>
  anyOf(
    (table.knownBy ?? []).map(({ table: witness, years }) => {
      const same = toldOf(table).map((column) => `w.${identifier(column)} = ${row}.${identifier(column)}`)
      const during = years
        ? [
            `w.season_type = 'Regular Season' and left(w.season, 4)::int between ${row}.${identifier(years.from)} and ${row}.${identifier(years.to)}`,
          ]
        : []
      return `exists (select from ${dataTable(witness)} w where ${[...same, ...during, 'true'].join(' and ')})`
    }),
  )

/** The columns of a row that its witnesses are asked by. */
export const askedBy = (table: TableSpec): readonly string[] => [
  ...toldOf(table),
  ...(table.knownBy ?? []).flatMap(({ columns, years }) => [
    ...Object.keys(columns),
    ...(years ? [years.from, years.to] : []),
  ]),
]

const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`
