import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { TableSpec } from '../../datasets/dataset.js'
import { inTransaction } from '../database/database.js'
import { lockBatch, readBatch, type BatchKey, type BatchRequest } from './batches.js'
import { reconcileMembers } from './members.js'
import type { MergeCounts } from './merge-counts.js'
import { removeAbsent } from './removal.js'
import { mergeStage, stage } from './stage.js'

/** A content hash that no answer has. */
const NOT_MERGED = ''

/**
 * Merges a batch in one transaction: checkpoint, rows, ledger, counts and last merged answers are committed together. A
 * repeat after a lost acknowledgement finds the checkpoint and returns its counts. Unchanged rows are not written, not
 * even locked.
 */
export async function mergeBatch(
  pool: pg.Pool,
  key: BatchKey,
  tables: readonly TableSpec[],
  options: { readonly acceptRemovals: boolean; readonly cause?: 'source' | 'transform' | 'rebuild' },
): Promise<readonly MergeCounts[]> {
  return inTransaction(pool, async (client) => {
    await lockBatch(client, key) // of two workers the second then finds the checkpoint of the first
    const done = await checkpoint(client, key, tables)
    if (done.length > 0) return done
    const batch = await readBatch(client, key)
    if (!batch) throw new Error(`batch ${key.batch} of ${key.dataset} is neither stored nor merged`)

    const fresh = batch.requests.filter((request) => !request.unchanged)
    await lock(
      client,
      fresh.flatMap((request) => tables.map((table) => scopeLock(table, request))),
    )
    const overtaken = await overtakenResponses(client, key, fresh)
    const unchanged = sum(
      batch.requests.filter((request) => request.unchanged).map((request) => request.rows),
    )
    const quarantined = sum(batch.requests.map((request) => request.quarantined))

    const counts: MergeCounts[] = []
    for (const [index, table] of tables.entries()) {
      const first = index === 0
      const count: MergeCounts = {
        table: table.name,
        inserted: 0,
        updated: 0,
        unchanged: first ? unchanged : 0,
        removed: 0,
        held: 0,
        quarantined: first ? quarantined : 0,
      }
      const rows = batch.tables.get(table.name)
      if (rows && fresh.length > 0) {
        await stage(client, key, table, rows, overtaken)
        await mergeStage(client, key, table, count, options.cause ?? 'source')
        const complete = fresh.filter((request) => !request.incomplete && !overtaken.has(request.responseId))
        await removeAbsent(client, key, table, complete, count, options.acceptRemovals)
        await reconcileMembers(client, key, table, complete, count, options.acceptRemovals)
      }
      counts.push(count)
    }
    // Removals that the shrink guard held back are not merged: a later sync transforms the same answer again, and may accept them.
    const held = counts.some((count) => count.held > 0)
    await storeLastMerged(
      client,
      key,
      batch.requests
        .filter((request) => !overtaken.has(request.responseId))
        .map((request) => (held ? { ...request, contentHash: NOT_MERGED } : request)),
    )
    for (const count of counts) {
      await client.query(
        `insert into sync_merges (run_id, dataset, batch, table_name, inserted, updated, unchanged, removed, held, quarantined, merged_at)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,now())`,
        [
          key.runId,
          key.dataset,
          key.batch,
          count.table,
          count.inserted,
          count.updated,
          count.unchanged,
          count.removed,
          count.held,
          count.quarantined,
        ],
      )
    }
    await client.query('delete from batches where run_id = $1 and dataset = $2 and batch = $3', [
      key.runId,
      key.dataset,
      key.batch,
    ])
    return counts
  })
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

/** Takes advisory locks until the end of the transaction, in the same order everywhere, so that no two deadlock. */
async function lock(client: pg.PoolClient, names: readonly string[]): Promise<void> {
  const sorted = [...new Set(names)].toSorted()
  await client.query(
    'select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) with ordinality as n(name, i) order by i',
    [sorted],
  )
}

/** Merges into the same scope of a table take this lock in turn; a table without a scope (teams, players) is one scope. */
function scopeLock(table: TableSpec, request: BatchRequest): string {
  return [table.name, ...(request.scopes[table.name] ?? [])].join(' ')
}

/** The stored counts of a batch that was merged already; none before. */
async function checkpoint(
  client: pg.PoolClient,
  key: BatchKey,
  tables: readonly TableSpec[],
): Promise<MergeCounts[]> {
  const { rows } = await client.query<MergeCounts>(
    `select table_name as "table", inserted, updated, unchanged, removed, held, quarantined from sync_merges
     where run_id = $1 and dataset = $2 and batch = $3 order by array_position($4, table_name)`,
    [key.runId, key.dataset, key.batch, tables.map((table) => table.name)],
  )
  return rows
}

/** Responses whose request already has a newer answer merged: they change nothing any more. */
async function overtakenResponses(
  client: pg.PoolClient,
  key: BatchKey,
  requests: readonly BatchRequest[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ response_id: number }>(
    `select (r->>'responseId')::bigint as response_id from jsonb_array_elements($1::jsonb) r
     join request_marks m on m.dataset = $2 and m.season = $3 and m.season_type = $4 and m.request_key = r->>'requestKey'
     where m.fetched_at > (r->>'fetchedAt')::timestamptz`,
    [JSON.stringify(requests), canonicalName(key.dataset), key.season, key.seasonType],
  )
  return new Set(rows.map((row) => row.response_id))
}

/** Stores the last merged answer of each request. */
async function storeLastMerged(
  client: pg.PoolClient,
  key: BatchKey,
  requests: readonly BatchRequest[],
): Promise<void> {
  await client.query(
    `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id)
     select $1, $2, $3, r->>'requestKey', r->>'contentHash', (r->>'transformVersion')::int, (r->>'responseId')::bigint,
            (r->>'fetchedAt')::timestamptz, (r->>'rows')::int, (r->>'quarantined')::int, $4
     from jsonb_array_elements($5::jsonb) r
     on conflict (dataset, season, season_type, request_key) do update set
       content_hash = excluded.content_hash, transform_version = excluded.transform_version, response_id = excluded.response_id,
       fetched_at = excluded.fetched_at, rows = excluded.rows, quarantined = excluded.quarantined, run_id = excluded.run_id
     where request_marks.fetched_at <= excluded.fetched_at`,
    [canonicalName(key.dataset), key.season, key.seasonType, key.runId, JSON.stringify(requests)],
  )
}
