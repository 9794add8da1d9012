import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { BatchKey, BatchRequest } from './batches.js'
import type { TableState } from './table-state.js'

/** A content hash that no answer has: of an answer of which something is held. */
export const NOT_MERGED = ''

/** The last merged answer of a request. It outlives its run, so it is stored under the dataset's present name. */
export interface LastMergedAnswer {
  readonly responseId: number
  /** The first of the equal answers up to this one, which brought the rows. */
  readonly contentResponseId: number
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
  /** The time that the body itself gives; null: it gives none. */
  readonly bodyTime: Date | null
  readonly contentHash: string
  /** See `fingerprintOf`; null: a build without fingerprints merged it. */
  readonly fingerprint: string | null
  readonly rows: number
  readonly quarantined: number
  /** The tables after the merge; null: not known. */
  readonly tables: Readonly<Record<string, TableState>> | null
  readonly mergedAt: Date | null
}

/** SQL: the fingerprint of the last merged answers `marks`. A build without fingerprints leaves those of another run there. */
export const mergedFingerprint = (marks: string): string =>
  `case when ${marks}.fingerprint_run_id = ${marks}.run_id then ${marks}.fingerprint end`

/** The columns of a last merged answer. */
export const LAST_MERGED_COLUMNS = `response_id as "responseId", coalesce(content_response_id, response_id) as "contentResponseId",
  asked_number as "askedNumber", body_time as "bodyTime", content_hash as "contentHash",
  ${mergedFingerprint('request_marks')} as fingerprint, rows, quarantined, tables, merged_at as "mergedAt"`

/** The last merged answers of these requests, by request key. */
export async function readLastMerged(
  db: pg.Pool | pg.PoolClient,
  ref: Omit<BatchKey, 'runId' | 'batch'>,
  requestKeys: readonly string[],
): Promise<ReadonlyMap<string, LastMergedAnswer>> {
  const { rows } = await db.query<LastMergedAnswer & { requestKey: string }>(
    `select request_key as "requestKey", ${LAST_MERGED_COLUMNS}
     from sync.request_marks where dataset = $1 and season = $2 and season_type = $3 and request_key = any($4)`,
    [canonicalName(ref.dataset), ref.season, ref.seasonType, requestKeys],
  )
  return new Map(rows.map((row) => [row.requestKey, row]))
}

/**
 * A body's own time later than the database's by more than this is not believed: it would make every later correction a
 * late answer.
 */
const BODY_TIME_AHEAD = '5 minutes'

/** Stores the last merged answer of each request. An equal answer renews its number; of the body's times the later stays. */
export async function storeLastMerged(
  client: pg.PoolClient,
  key: BatchKey,
  requests: readonly (BatchRequest & { readonly tables: Readonly<Record<string, TableState>> | undefined })[],
): Promise<void> {
  const equal = `request_marks.content_hash = excluded.content_hash and excluded.content_hash <> '${NOT_MERGED}'`
  await client.query(
    `insert into sync.request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at,
       asked_number, body_time, rows, quarantined, run_id, content_response_id, tables, merged_at, fingerprint, fingerprint_run_id)
     select $1, $2, $3, r->>'requestKey', r->>'contentHash', (r->>'transformVersion')::int, (r->>'responseId')::bigint,
            (r->>'fetchedAt')::timestamptz, coalesce(a.asked_number, 0),
            case when (r->>'bodyTime')::timestamptz <= clock_timestamp() + $6::interval then (r->>'bodyTime')::timestamptz end,
            (r->>'rows')::int, (r->>'quarantined')::int, $4, (r->>'responseId')::bigint, r->'tables', now(), r->>'fingerprint', $4
     from jsonb_array_elements($5::jsonb) r left join sync.raw_responses a on a.response_id = (r->>'responseId')::bigint
     on conflict (dataset, season, season_type, request_key) do update set
       content_hash = excluded.content_hash, transform_version = excluded.transform_version, response_id = excluded.response_id,
       fetched_at = excluded.fetched_at, asked_number = excluded.asked_number,
       body_time = case when ${equal} then greatest(request_marks.body_time, excluded.body_time) else excluded.body_time end,
       content_response_id = case when ${equal} and ${mergedFingerprint('request_marks')} is not distinct from excluded.fingerprint
         then coalesce(request_marks.content_response_id, request_marks.response_id) else excluded.response_id end,
       tables = case when ${equal} then coalesce(excluded.tables, request_marks.tables) else excluded.tables end,
       rows = excluded.rows, quarantined = excluded.quarantined, run_id = excluded.run_id, merged_at = excluded.merged_at,
       fingerprint = excluded.fingerprint, fingerprint_run_id = excluded.fingerprint_run_id
     where request_marks.asked_number <= excluded.asked_number`,
    [
      canonicalName(key.dataset),
      key.season,
      key.seasonType,
      key.runId,
      JSON.stringify(requests),
      BODY_TIME_AHEAD,
    ],
  )
}
