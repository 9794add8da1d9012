import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type pg from 'pg'
import { inTransaction } from '../database/database.js'

/** One request of a batch; becomes the request's last merged answer when the batch is merged. */
export interface BatchRequest {
  readonly ordinal: number
  readonly requestKey: string
  readonly responseId: number
  /** The time at which the answer was complete, ISO. */
  readonly fetchedAt: string
  /** The time that the body itself gives, ISO; undefined: it gives none. */
  readonly bodyTime?: string
  readonly contentHash: string
  readonly transformVersion: number
  /** See `fingerprintOf`; undefined in batches of earlier builds. */
  readonly fingerprint?: string
  /** Rows of the answer, all tables together. */
  readonly rows: number
  /** Rows of the answer by table; undefined in batches of earlier builds. */
  readonly tableRows?: Readonly<Record<string, number>>
  readonly quarantined: number
  /** The answer equals the one last merged for its key: nothing to merge. */
  readonly unchanged: boolean
  /** The reason why the answer is older than the last merged one; the batch has no rows of it. */
  readonly late?: string
  /** The answer had no rows, or as many as the source gives at most, or some were refused: it completes no scope and removes nothing. */
  readonly incomplete: boolean
  /** Scope values for each table that the answer completes. */
  readonly scopes: Readonly<Record<string, readonly string[]>>
}

export interface BatchTable {
  readonly rows: number
  /** COPY text, in pieces. */
  readonly text: readonly Buffer[]
}

export interface RefusedRow {
  readonly table: string
  readonly responseId: number
  readonly rowNumber: number
  readonly reason: string
  readonly source: unknown
}

export interface BatchKey {
  readonly runId: string
  readonly dataset: string
  readonly batch: number
  readonly season: string
  readonly seasonType: string
}

const compress = promisify(gzip)
const expand = promisify(gunzip)

/** Level 1: the rows are kept for seconds, and time matters more than a few kilobytes. */
const COMPRESSION = { level: 1 }

/** A batch whose rows are gone before they were merged, as after a restore of the database: it has to be made again. */
export class LostBatch extends Error {
  override readonly name = 'LostBatch'
}

/** A worker that has the batch while another stores or merges it waits here until the other has committed. */
export async function lockBatch(client: pg.PoolClient, key: BatchKey): Promise<void> {
  await client.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `batch ${key.runId} ${key.dataset} ${key.batch}`,
  ])
}

/**
 * Stores a transformed batch and its quarantined rows; a repeat replaces it with the same content. A batch that another
 * worker has merged already is not stored again, since no merge would read it.
 */
export async function storeBatch(
  pool: pg.Pool,
  key: BatchKey,
  requests: readonly BatchRequest[],
  tables: ReadonlyMap<string, BatchTable>,
  quarantined: readonly RefusedRow[],
  transformVersion: number,
): Promise<void> {
  const copies = await Promise.all(
    [...tables].map(async ([name, table]) => ({
      name,
      rows: table.rows,
      data: await compress(Buffer.concat(table.text), COMPRESSION),
    })),
  )
  await inTransaction(pool, async (client) => {
    const id = [key.runId, key.dataset, key.batch]
    await lockBatch(client, key)
    const merged = await client.query(
      'select from sync.sync_merges where run_id = $1 and dataset = $2 and batch = $3 limit 1',
      id,
    )
    if (merged.rowCount !== 0) return
    await client.query(
      `insert into sync.batches (run_id, dataset, batch, requests) values ($1,$2,$3,$4)
       on conflict (run_id, dataset, batch) do update set requests = excluded.requests`,
      [...id, JSON.stringify(requests)],
    )
    await client.query('delete from sync.batch_tables where run_id = $1 and dataset = $2 and batch = $3', id)
    for (const copy of copies) {
      await client.query(
        'insert into sync.batch_tables (run_id, dataset, batch, table_name, rows, copy_data) values ($1,$2,$3,$4,$5,$6)',
        [...id, copy.name, copy.rows, copy.data],
      )
    }
    if (quarantined.length > 0) {
      await client.query(
        `insert into sync.quarantined_rows (run_id, dataset, season, season_type, table_name, response_id, row_number, transform_version, reason, row, quarantined_at)
         select $1, $2, $3, $4, q->>'table', (q->>'responseId')::bigint, (q->>'rowNumber')::int, $5, q->>'reason', q->'source', now()
         from jsonb_array_elements($6::jsonb) q on conflict do nothing`,
        [
          key.runId,
          key.dataset,
          key.season,
          key.seasonType,
          transformVersion,
          forJsonb(JSON.stringify(quarantined)),
        ],
      )
    }
  })
}

/** Reads a batch within the merge's transaction; undefined when it is not stored, or was merged and dropped. */
export async function readBatch(
  client: pg.PoolClient,
  key: BatchKey,
): Promise<
  | { requests: readonly BatchRequest[]; tables: ReadonlyMap<string, { rows: number; data: Buffer }> }
  | undefined
> {
  const id = [key.runId, key.dataset, key.batch]
  const found = await client.query<{ requests: BatchRequest[] }>(
    'select requests from sync.batches where run_id = $1 and dataset = $2 and batch = $3',
    id,
  )
  const requests = found.rows[0]?.requests
  if (!requests) return undefined
  const { rows } = await client.query<{ table_name: string; rows: number; copy_data: Buffer }>(
    'select table_name, rows, copy_data from sync.batch_tables where run_id = $1 and dataset = $2 and batch = $3',
    id,
  )
  const tables = await Promise.all(
    rows.map(async (row) => [row.table_name, { rows: row.rows, data: await expand(row.copy_data) }] as const),
  )
  return { requests, tables: new Map(tables) }
}

/**
 * Replaces what jsonb cannot hold: U+0000 and half a surrogate pair, the only one of d800 to dfff that JSON writes as an
 * escape. After an escaped backslash the same letters are no escape.
 */
function forJsonb(json: string): string {
  return json.replace(
    /(\\\\)|\\u(?:0000|d[89a-f][\da-f]{2})/g,
    (_match, backslash: string | undefined) => backslash ?? '\\ufffd',
  )
}
