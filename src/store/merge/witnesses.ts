import type { Witness } from '../../datasets/kit/holds.js'
import { dataTable, identifier } from '../database/database.js'
import { sameValues } from './holds.js'

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

/** The condition that one of these tables has anything of a row's scope, so that its silence says something. */
export const scopeKnownByAny = (
  witnesses: readonly Witness[] = [],
  scope: readonly string[],
  row: string,
): string =>
  anyOf(
    witnesses.map(
      ({ table }) => `exists (select from ${dataTable(table)} w where ${sameValues(scope, 'w', row)})`,
    ),
  )

const anyOf = (conditions: readonly string[]): string =>
  conditions.length === 0 ? 'false' : `(${conditions.join(' or ')})`
