import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier, literal, rowKey } from '../database/database.js'
import type { BatchKey } from './batches.js'
import { sameKey, valueColumns } from './holds.js'
import type { MergeCounts } from './merge-counts.js'

/** Removes the rows in `pg_temp.absent`, with a ledger entry for each value, and for the time of the row's first arrival. */
export async function removeAbsent(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  count: MergeCounts,
): Promise<void> {
  const columns = [...valueColumns(table), 'first_synced_at']
  await client.query(
    `insert into sync.row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
     select ${literal(table.name)}, ${rowKey(table, 'a')}, v.name, v.old, null, $1, a.response_id, a.absent_answered_by, 'removal', now()
     from pg_temp.absent a cross join lateral (values ${columns
       .map((column) => `(${literal(column)}, to_jsonb(a.${identifier(column)}))`)
       .join(', ')}) v(name, old) where v.old is not null`,
    [key.runId],
  )
  const removed = await client.query(
    `delete from ${dataTable(table.name)} t using pg_temp.absent a where ${sameKey(table, 't', 'a')}`,
  )
  count.removed += removed.rowCount ?? 0
}
