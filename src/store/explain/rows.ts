import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier, literal, rowKey } from '../database/database.js'
import type { Condition } from './key-parts.js'

/** A row that a key means. */
export interface FoundRow {
  /** As the ledger has it. */
  readonly key: Readonly<Record<string, unknown>>
  readonly values: Readonly<Record<string, unknown>>
  /** The answer that brought the row's present values; of a row that was removed: the last that had them. */
  readonly responseId: number | null
  readonly firstSyncedAt: Date | null
  readonly removed: boolean
}

/** Rows for which all conditions hold, in the order of their keys: at most `limit` of those that are stored. */
export async function storedRows(
  pool: pg.Pool,
  table: TableSpec,
  conditions: readonly Condition[],
  limit: number,
): Promise<readonly FoundRow[]> {
  return await rowsOf(pool, table, conditions, limit, dataTable(table.name), false)
}

/**
 * Rows that were removed and did not come back, made again of their last entries in the ledger, which has every value that
 * was not null.
 */
export async function removedRows(
  pool: pg.Pool,
  table: TableSpec,
  conditions: readonly Condition[],
  limit: number,
): Promise<readonly FoundRow[]> {
  const removed = `(select (jsonb_populate_record(null::${dataTable(table.name)}, row_key || old_values ||
      jsonb_build_object('response_id', response_id, 'run_id', '', 'synced_at', removed_at))).*
    from (select distinct on (row_key) row_key, old_values, response_id, removed_at from (
            select row_key, run_id, jsonb_object_agg(column_name, old_value) as old_values,
                   max(old_response_id) as response_id, max(changed_at) as removed_at, max(id) as last
            from sync.row_changes where table_name = ${literal(table.name)} and cause = 'removal' group by row_key, run_id) each_time
          order by row_key, last desc) latest)`
  const gone = `not exists (select from ${dataTable(table.name)} s where ${table.key
    .map((column) => `s.${identifier(column)} = t.${identifier(column)}`)
    .join(' and ')})`
  return await rowsOf(pool, table, [...conditions, { sql: gone, meant: '' }], limit, removed, true)
}

async function rowsOf(
  pool: pg.Pool,
  table: TableSpec,
  conditions: readonly Condition[],
  limit: number,
  from: string,
  removed: boolean,
): Promise<readonly FoundRow[]> {
  const { rows } = await pool.query<Omit<FoundRow, 'removed'>>(
    `select ${rowKey(table, 't')} as key, to_jsonb(t) as values, t.response_id as "responseId", t.first_synced_at as "firstSyncedAt"
     from ${from} t where ${conditions.map(({ sql }) => sql).join(' and ') || 'true'}
     order by ${table.key.map((column) => `t.${identifier(column)}`).join(', ')} limit ${limit}`,
  )
  return rows.map((row) => ({ ...row, values: inOrder(row.values, table), removed }))
}

/** The values in the order of the declaration, those that say where they came from last. */
function inOrder(values: FoundRow['values'], { key, columns }: TableSpec): FoundRow['values'] {
  const order = [...new Set([...key, ...columns, ...Object.keys(values)])]
  return Object.fromEntries(order.map((column) => [column, values[column]]))
}
