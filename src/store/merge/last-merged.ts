import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { BatchKey } from './batches.js'

/** The last merged answer of a request. It outlives its run, so it is stored under the dataset's present name. */
export interface LastMergedAnswer {
  readonly responseId: number
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
  /** The time that the body itself gives; null: it gives none. */
  readonly bodyTime: Date | null
  readonly contentHash: string
  readonly transformVersion: number
  readonly rows: number
  readonly quarantined: number
}

/** The last merged answers of these requests, by request key. */
export async function readLastMerged(
  db: pg.Pool | pg.PoolClient,
  ref: Omit<BatchKey, 'runId' | 'batch'>,
  requestKeys: readonly string[],
): Promise<ReadonlyMap<string, LastMergedAnswer>> {
  const { rows } = await db.query<LastMergedAnswer & { requestKey: string }>(
    `select request_key as "requestKey", response_id as "responseId", asked_number as "askedNumber", body_time as "bodyTime",
            content_hash as "contentHash", transform_version as "transformVersion", rows, quarantined
     from request_marks where dataset = $1 and season = $2 and season_type = $3 and request_key = any($4)`,
    [canonicalName(ref.dataset), ref.season, ref.seasonType, requestKeys],
  )
  return new Map(rows.map((row) => [row.requestKey, row]))
}
