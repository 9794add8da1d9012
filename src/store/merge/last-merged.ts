import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'

/** A content hash that no answer has: of an answer of which something is held. */
export const NOT_MERGED = ''

/** The last merged answer of a request. It outlives its run, so it is stored under the dataset's present name. */
export interface LastMergedAnswer {
  readonly contentHash: string
  readonly transformVersion: number
  readonly rows: number
  readonly quarantined: number
}

/** The last merged answers of these requests, by request key. */
export async function readLastMerged(
  pool: pg.Pool,
  ref: SeasonScope & { dataset: string },
  requestKeys: readonly string[],
): Promise<ReadonlyMap<string, LastMergedAnswer>> {
  const { rows } = await pool.query<LastMergedAnswer & { requestKey: string }>(
    `select request_key as "requestKey", content_hash as "contentHash", transform_version as "transformVersion", rows, quarantined
     from request_marks where dataset = $1 and season = $2 and season_type = $3 and request_key = any($4)`,
    [canonicalName(ref.dataset), ref.season, ref.seasonType, requestKeys],
  )
  return new Map(rows.map((row) => [row.requestKey, row]))
}
