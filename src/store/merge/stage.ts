import { pipeline } from 'node:stream/promises'
import { Readable } from 'node:stream'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier, literal, rowKey } from '../database/database.js'
import type { BatchKey } from './batches.js'
import { columnList, sameKey, valueColumns } from './holds.js'
import { causeOf } from './merged-again.js'
import { keepMembers } from './members.js'
import type { MergeCounts } from './merge-counts.js'
import { findReturned, recordReturned } from './returned.js'
import type { StoredOfBatch } from './stored-scopes.js'

/** Up to this many rows any plan is good enough; above, a wrong join costs more than an index. */
const PLANNED_ROWS = 500

/**
 * The stored rows of a batch lie side by side in the table and its index. The planner takes them for scattered, and would
 * read a whole season's play-by-play for the 12,000 rows of 25 games.
 */
const ADJACENT_ROWS = 'set local random_page_cost = 1.1'

/** The columns that say where a row came from. */
const PROVENANCE = ['run_id', 'response_id', 'synced_at', 'first_synced_at'] as const

/** Copies a batch's rows into a temporary table with the column types of the real one. */
export async function stage(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  rows: { rows: number; data: Buffer },
  overtaken: ReadonlySet<number>,
  { none: nothingStored }: StoredOfBatch,
): Promise<void> {
  const columns = [...table.columns, 'response_id', 'synced_at'].map(identifier).join(', ')
  await client.query('drop table if exists pg_temp.stage')
  await client.query(
    `create temp table stage on commit drop as select ${columns} from ${dataTable(table.name)} with no data`,
  )
  await pipeline(
    Readable.from([rows.data]),
    client.query(copyFrom(`copy pg_temp.stage (${columns}) from stdin`)),
  )
  if (overtaken.size > 0)
    await client.query('delete from pg_temp.stage where response_id = any($1)', [[...overtaken]])
  await keepMembers(client, key, table)
  if (rows.rows > PLANNED_ROWS && !nothingStored) {
    // The target's statistics lack a season that is just arriving: the planner expects one row and may walk the whole
    // stage for each of 26,000. An index makes every plan a good one, and tells the planner the number of rows.
    await client.query(
      `create unique index on pg_temp.stage (${table.key.map(identifier).join(', ')}); ${ADJACENT_ROWS}`,
    )
  }
}

/**
 * Updates what differs, with a ledger entry for each column, and inserts what is new. `again`: how many answers of the
 * batch are merged again.
 */
export async function mergeStage(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  count: MergeCounts,
  { stored, again }: { readonly stored: StoredOfBatch; readonly again: number },
): Promise<void> {
  const staged = await client.query<{ n: number }>('select count(*)::int as n from pg_temp.stage')
  count.updated = stored.none ? 0 : await updateChanged(client, key, table, again)
  count.inserted = await insertNew(client, key, table, stored)
  count.unchanged += (staged.rows[0]?.n ?? 0) - count.inserted - count.updated
}

/** Updates the stored rows that differ, with a ledger entry for each column. Returns their number. */
async function updateChanged(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  again: number,
): Promise<number> {
  const target = dataTable(table.name)
  const values = valueColumns(table)
  const hasNewerAnswer = `exists (select from sync.raw_responses newer, sync.raw_responses own
     where newer.response_id = t.response_id and own.response_id = s.response_id and newer.asked_number > own.asked_number)`
  // A table with `latestBy` keeps the values of the latest season, whichever answer came first.
  const newer = table.latestBy
    ? `(t.${identifier(table.latestBy)} < s.${identifier(table.latestBy)}
        or (t.${identifier(table.latestBy)} = s.${identifier(table.latestBy)} and not ${hasNewerAnswer}))`
    : `not ${hasNewerAnswer}`
  const updated = await client.query<{ n: number }>(
    `with changed as materialized (
       select s.*, t.response_id as old_response_id, ${values.map((column, i) => `t.${identifier(column)} as old_${i}`).join(', ')}
       from pg_temp.stage s join ${target} t on ${sameKey(table, 't', 's')}
       where (${columnList(values, 't')}) is distinct from (${columnList(values, 's')}) and ${newer}
     ), ledger as (
       insert into sync.row_changes (table_name, row_key, column_name, old_value, new_value, run_id, old_response_id, new_response_id, cause, changed_at)
       select ${literal(table.name)}, ${rowKey(table, 'c')}, v.name, v.old, v.new, $1, c.old_response_id, c.response_id, ${causeOf('c', again)}, now()
       from changed c cross join lateral (values ${values
         .map((column, i) => `(${literal(column)}, to_jsonb(c.old_${i}), to_jsonb(c.${identifier(column)}))`)
         .join(', ')}) v(name, old, new)
       where v.old is distinct from v.new
     ), written as (
       update ${target} t set ${values.map((column) => `${identifier(column)} = c.${identifier(column)}`).join(', ')},
         run_id = $1, response_id = c.response_id, synced_at = now()
       from changed c where ${sameKey(table, 't', 'c')} returning 1
     ) select count(*)::int as n from written`,
    [key.runId],
  )
  return updated.rows[0]?.n ?? 0
}

/**
 * Inserts the rows that are not stored. Returns their number. Where none can be stored nothing is looked up, and a row
 * that another program has inserted meanwhile is an error: see `mergeBatch`.
 */
async function insertNew(
  client: pg.PoolClient,
  key: BatchKey,
  table: TableSpec,
  { none: nothingStored }: StoredOfBatch,
): Promise<number> {
  const target = dataTable(table.name)
  const returned = await findReturned(client, table)
  const newOnly = `where not exists (select from ${target} t where ${sameKey(table, 't', 's')})
     order by ${columnList(table.key, 's')} on conflict do nothing`
  const inserted = await client.query(
    `insert into ${target} (${table.columns.map(identifier).join(', ')}, ${PROVENANCE.join(', ')})
     select ${columnList(table.columns, 's')}, $1, s.response_id, now(), ${returned ? 'coalesce(r.first_synced_at, now())' : 'now()'}
     from pg_temp.stage s ${returned ? `left join pg_temp.returned r on ${sameKey(table, 'r', 's')}` : ''}
${nothingStored ? '' : newOnly}`,
    [key.runId],
  )
  if (returned) await recordReturned(client, key, table)
  return inserted.rowCount ?? 0
}
