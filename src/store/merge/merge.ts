import pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { inTransaction } from '../database/database.js'
import { findAbsent } from './absent.js'
import { LostBatch, lockBatch, readBatch, type BatchKey, type BatchRequest } from './batches.js'
import { hold } from './hold.js'
import { NOT_MERGED, readLastMerged, storeLastMerged, type LastMergedAnswer } from './last-merged.js'
import { lateAnswers, recordLate } from './late-answers.js'
import { reconcileMembers } from './members.js'
import type { MergeCounts } from './merge-counts.js'
import { inMergeOrder } from './merge-order.js'
import { removeAbsent } from './removal.js'
import { countReadAgain, listLost, listMergedAgain, recordRestored, stagedAs } from './merged-again.js'
import { mergeStage, stage } from './stage.js'
import { storedOfBatch } from './stored-scopes.js'
import { fillsScopes, tableStates } from './table-state.js'

interface MergeOptions {
  readonly acceptRemovals: boolean
  /** No answer is news of the source, also where nothing is known of an earlier merge. */
  readonly fromArchive?: boolean
}

/**
 * Merges a batch in one transaction: checkpoint, rows, ledger, counts and last merged answers are committed together. A
 * repeat after a lost acknowledgement finds the checkpoint and returns its counts. Unchanged rows are not written, not
 * even locked.
 */
export async function mergeBatch(
  pool: pg.Pool,
  key: BatchKey,
  tables: readonly TableSpec[],
  options: MergeOptions,
): Promise<readonly MergeCounts[]> {
  try {
    return await mergeOnce(pool, key, tables, options)
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== UNIQUE_VIOLATION) throw error
    // Another program has inserted rows of a scope that had none: the second time every row is compared.
    return mergeOnce(pool, key, tables, { ...options, compareAll: true })
  }
}

/** SQLSTATE of a second row with the same key. */
const UNIQUE_VIOLATION = '23505'

function mergeOnce(
  pool: pg.Pool,
  key: BatchKey,
  tables: readonly TableSpec[],
  options: MergeOptions & { readonly compareAll?: boolean },
): Promise<readonly MergeCounts[]> {
  return inTransaction(pool, async (client) => {
    await lockBatch(client, key) // of two workers the second then finds the checkpoint of the first
    const done = await checkpoint(client, key, tables)
    if (done.length > 0) return done
    const batch = await readBatch(client, key)
    if (!batch) throw new LostBatch(`batch ${key.batch} of ${key.dataset} is neither stored nor merged`)

    const fresh = batch.requests.filter((request) => !request.unchanged)
    await lock(
      client,
      fresh.flatMap((request) => tables.map((table) => scopeLock(table, request))),
    )
    const lastMerged = await readLastMerged(
      client,
      key,
      batch.requests.map(({ requestKey }) => requestKey),
    )
    const late = await lateAnswers(client, fresh, lastMerged)
    const overtaken: ReadonlySet<number> = new Set(late.keys())
    const current = fresh.filter(({ responseId }) => !overtaken.has(responseId))
    await recordLate(client, key, fresh, late)
    const again = await listMergedAgain(client, fresh, lastMerged, options.fromArchive)
    const readAgain = countReadAgain(fresh, lastMerged)
    const unchanged = batch.requests.filter((request) => request.unchanged)
    const quarantined = sum(batch.requests.map((request) => request.quarantined))

    const counts: MergeCounts[] = []
    const heldOf = new Set<number>()
    for (const table of inMergeOrder(tables)) {
      const first = table === tables[0]
      const count: MergeCounts = {
        table: table.name,
        inserted: 0,
        updated: 0,
        unchanged: sum(unchanged.map(({ rows, tableRows }) => tableRows?.[table.name] ?? (first ? rows : 0))),
        removed: 0,
        held: 0,
        quarantined: first ? quarantined : 0,
      }
      const rows = batch.tables.get(table.name)
      if (rows && fresh.length > 0) {
        const stored = await storedOfBatch(client, table, current, options.compareAll)
        await stage(client, key, table, rows, overtaken, stored)
        const lost = again > 0 ? await listLost(client, key, table) : 0
        const complete = current.filter(({ incomplete }) => !incomplete)
        const absent = await findAbsent(
          client,
          table,
          complete.filter(({ responseId }) => stored.answers.has(responseId)),
        )
        if (!options.acceptRemovals && !stored.none) await hold({ client, key, table, count, heldOf }, absent)
        await mergeStage(client, key, table, count, { stored, again })
        if (lost > 0) await recordRestored(client, key, table)
        if (absent > 0) await removeAbsent(client, key, table, count)
        const { held } = count
        await reconcileMembers(client, key, table, complete, count, options.acceptRemovals)
        if (count.held > held) for (const { responseId } of complete) heldOf.add(responseId)
      }
      counts[tables.indexOf(table)] = count
    }
    // An answer of which something is held is not merged: a later sync transforms it again, and may accept it.
    const isHeld = (request: BatchRequest): boolean =>
      heldOf.has(request.responseId) || heldOf.has(stagedAs(request, lastMerged))
    const states = fillsScopes(tables) ? await tableStates(client, tables, current) : undefined
    await storeLastMerged(
      client,
      key,
      batch.requests
        .filter((request) => !overtaken.has(request.responseId) && !overwritten(request, lastMerged))
        .map((request) => ({
          ...request,
          tables: states?.get(request.responseId),
          ...(isHeld(request) && { contentHash: NOT_MERGED }),
        })),
    )
    for (const count of counts) {
      await client.query(
        `insert into sync.sync_merges (run_id, dataset, batch, table_name, inserted, updated, unchanged, removed, held, quarantined, read_again, merged_at)
         values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,now())`,
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
          count === counts[0] ? readAgain : 0,
        ],
      )
    }
    await client.query('delete from sync.batches where run_id = $1 and dataset = $2 and batch = $3', [
      key.runId,
      key.dataset,
      key.batch,
    ])
    return counts
  })
}

/** Whether an answer that equalled the last merged one when it was transformed no longer does: another run merged meanwhile. */
const overwritten = (
  { unchanged, requestKey, contentHash }: BatchRequest,
  lastMerged: ReadonlyMap<string, LastMergedAnswer>,
): boolean => unchanged && lastMerged.get(requestKey)?.contentHash !== contentHash

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
    `select table_name as "table", inserted, updated, unchanged, removed, held, quarantined from sync.sync_merges
     where run_id = $1 and dataset = $2 and batch = $3 order by array_position($4, table_name)`,
    [key.runId, key.dataset, key.batch, tables.map((table) => table.name)],
  )
  return rows
}
