import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier, literal } from '../database/database.js'
import type { BatchRequest } from './batches.js'
import { sameKey } from './holds.js'
import { knownByAny } from './witnesses.js'

/**
 * Collects the stored rows that complete answers lack into a temporary table: `absent_answered_by` which answer lacks it,
 * `absent_scope` and `absent_guarded` for the guards, which give an `absent_reason` to those that are kept. The prefix keeps
 * them apart from columns of data. Returns their number.
 */
export async function findAbsent(
  client: pg.PoolClient,
  table: TableSpec,
  complete: readonly BatchRequest[],
): Promise<number> {
  const scope = table.completes
  if (!scope || complete.length === 0) return 0
  const columns = scope.columns.map((column) => `t.${identifier(column)}`)
  const guard = scope.guard ? `t.${identifier(scope.guard)}` : 'null'
  const { mayVanish } = table
  const vanishes = mayVanish
    ? `(t.${identifier(mayVanish.column)} = ${mayVanish.value} and not ${knownByAny(table.knownBy, 't')})`
    : 'false'
  await client.query('drop table if exists pg_temp.absent')
  // Scope columns are compared without a cast, so that the scope's index is used; the values take the columns' types.
  const value = (text: string, at: number): string =>
    `${literal(text)}::${table.types[scope.columns[at] ?? '']?.types[0] ?? 'text'}`
  const { rowCount } = await client.query(
    `create temp table absent on commit drop as
     select t.*, s.response_id as absent_answered_by, ${guard}::text as absent_guarded,
            array[${columns.map((column) => `${column}::text`).join(', ')}] as absent_scope, null::text as absent_reason, ${vanishes} as absent_may_vanish
     from ${dataTable(table.name)} t join (values ${complete
       .map(
         (request) =>
           `(${(request.scopes[table.name] ?? []).map(value).join(', ')}, ${request.responseId}::bigint)`,
       )
       .join(', ')}) as s(${scope.columns.map(identifier).join(', ')}, response_id)
       on (${columns.join(', ')}) = (${scope.columns.map((column) => `s.${identifier(column)}`).join(', ')})
     where not exists (select from pg_temp.stage s where ${sameKey(table, 't', 's')})`,
  )
  return rowCount ?? 0
}
