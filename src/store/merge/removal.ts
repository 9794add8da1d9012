import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { identifier, literal, rowKey } from '../database/database.js'
import type { BatchKey, BatchRequest } from './batches.js'
import type { MergeCounts } from './merge-counts.js'

/** The shrink guard applies to scopes of more rows than this, */
export const GUARD_ROWS = 50
/** and takes a loss of more than this share for a fault of the source. */
export const GUARD_SHARE = 0.02

/** Removes the rows that complete answers lack, with a ledger entry for each value, unless the shrink guard holds their scope. */
export async function removeAbsent(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  complete: readonly BatchRequest[],
  count: MergeCounts,
  acceptRemovals: boolean,
): Promise<void> {
  const scope = table.completes
  if (!scope || complete.length === 0) return
  const target = identifier(table.name)
  const onKey = table.key.map((column) => `t.${identifier(column)} = s.${identifier(column)}`).join(' and ')
  const columns = scope.columns.map((column) => `t.${identifier(column)}`)
  const asText = columns.map((column) => `${column}::text`).join(', ')
  const guard = scope.guard ? `t.${identifier(scope.guard)}` : 'null'

  await client.query('drop table if exists pg_temp.absent')
  // Scope columns are compared without a cast, so that the scope's index is used; the values take the columns' types.
  const value = (text: string, at: number): string =>
    `${literal(text)}::${table.types[scope.columns[at] ?? '']?.types[0] ?? 'text'}`
  await client.query(
    `create temp table absent on commit drop as
     select t.*, s.response_id as answered_by, ${guard}::text as guarded, array[${asText}] as scope_values
     from ${target} t join (values ${complete
       .map(
         (request) =>
           `(${(request.scopes[table.name] ?? []).map(value).join(', ')}, ${request.responseId}::bigint)`,
       )
       .join(', ')}) as s(${scope.columns.map(identifier).join(', ')}, response_id)
       on (${columns.join(', ')}) = (${scope.columns.map((column) => `s.${identifier(column)}`).join(', ')})
     where not exists (select from pg_temp.stage s where ${onKey})`,
  )
  const absent = await client.query<{ n: number }>('select count(*)::int as n from pg_temp.absent')
  if ((absent.rows[0]?.n ?? 0) === 0) return

  if (!acceptRemovals) {
    const held = await client.query(
      `with size as (
         select array[${asText}] as scope_values, count(*) as total, array_agg(distinct ${guard}::text) as guarded
         from ${target} t where array[${asText}] in (select scope_values from pg_temp.absent) group by 1
       ), gone as (select scope_values, count(*) as n, array_agg(distinct guarded) as guarded from pg_temp.absent group by 1
       ), left_over as (
         select array[${asText}] as scope_values, ${guard}::text as guarded from ${target} t join pg_temp.stage s on ${onKey}
       )
       delete from pg_temp.absent where scope_values in (
         select scope_values from size join gone g using (scope_values)
         where (size.total > ${GUARD_ROWS} and g.n > size.total * ${GUARD_SHARE})
            or exists (select from unnest(g.guarded) x where x is not null
                       and not exists (select from left_over l where l.scope_values = size.scope_values and l.guarded = x))
       )`,
    )
    count.held = held.rowCount ?? 0
  }
  count.removed = await deleteAbsent(client, key, table)
}

/** Deletes the rows in `pg_temp.absent`, with a ledger entry for each value: the answer `answered_by` removes them. */
export async function deleteAbsent(client: pg.PoolClient, key: BatchKey, table: TableSpec): Promise<number> {
  const columnsOfLedger = table.columns.filter((column) => !table.key.includes(column))
  await client.query(
    `insert into row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
     select ${literal(table.name)}, ${rowKey(table, 'a')}, v.name, v.old, null, $1, a.response_id, a.answered_by, 'removal', now()
     from pg_temp.absent a cross join lateral (values ${columnsOfLedger
       .map((column) => `(${literal(column)}, to_jsonb(a.${identifier(column)}))`)
       .join(', ')}) v(name, old) where v.old is not null`,
    [key.runId],
  )
  const removed = await client.query(
    `delete from ${identifier(table.name)} t using pg_temp.absent a where ${table.key.map((column) => `t.${identifier(column)} = a.${identifier(column)}`).join(' and ')}`,
  )
  return removed.rowCount ?? 0
}
