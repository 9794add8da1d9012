import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, literal, rowKey } from '../database/database.js'
import type { BatchKey } from './batches.js'
import { columnList, sameKey } from './holds.js'

/**
 * Collects the staged rows that were removed once and come back into a temporary table, with the time of their first
 * arrival; false where there are none. A row that has a removal in the ledger and is not stored was not brought back
 * since. In a table from which nothing was ever removed this is one look at an index.
 */
export async function findReturned(client: pg.PoolClient, table: TableSpec): Promise<boolean> {
  const removals = `c.table_name = ${literal(table.name)} and c.cause = 'removal'`
  const any = await client.query(`select from sync.row_changes c where ${removals} limit 1`)
  if (any.rowCount === 0) return false
  await client.query('drop table if exists pg_temp.returned')
  const { rowCount } = await client.query(
    `create temp table returned on commit drop as
     select ${columnList(table.key, 's')}, s.response_id, (array_agg(c.new_response_id order by c.id desc))[1] as removed_by,
            ((array_agg(c.old_value order by c.id desc) filter (where c.column_name = 'first_synced_at'))[1] #>> '{}')::timestamptz as first_synced_at
     from pg_temp.stage s join sync.row_changes c on ${removals} and c.row_key = ${rowKey(table, 's')}
     where not exists (select from ${dataTable(table.name)} t where ${sameKey(table, 't', 's')})
     group by ${columnList(table.key, 's')}, s.response_id`,
  )
  return (rowCount ?? 0) > 0
}

/** Records each row that came back as one entry: removed by one answer, back with the other. */
export async function recordReturned(client: pg.PoolClient, key: BatchKey, table: TableSpec): Promise<void> {
  await client.query(
    `insert into sync.row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
     select ${literal(table.name)}, ${rowKey(table, 'r')}, 'first_synced_at', null, to_jsonb(t.first_synced_at), $1, r.removed_by, r.response_id, 'return', now()
     from pg_temp.returned r join ${dataTable(table.name)} t on ${sameKey(table, 't', 'r')}`,
    [key.runId],
  )
}
