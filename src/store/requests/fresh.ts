import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import { seasonDates } from '../../season/season.js'
import {
  LAST_MERGED_COLUMNS,
  mergedFingerprint,
  NOT_MERGED,
  type LastMergedAnswer,
} from '../merge/last-merged.js'
import { idsIn } from './retry.js'
import { unsettledSubjects, type SettledScope } from './settled.js'

/** A dataset with a freshness, and what its requests are held against. */
export interface FreshScope extends Omit<SettledScope, 'recheckDays'> {
  /** Days for which an answer is fresh. */
  readonly freshFor: number
  /** An answer without rows counts as well. */
  readonly emptyIsAnAnswer: boolean
  /** The dataset's; see `fingerprintOf`. */
  readonly fingerprint: string
}

/**
 * The last merged answers, by request key, of those requests that need not be sent again: fetched within the dataset's
 * freshness, or after the last game of a season that is over. A request that names no season may have been answered for
 * another one: franchises, the draft, a player's biography; where several seasons have merged one answer, the season's own
 * merge counts first, and one under the same declaration before others. Not those with refused or held rows; nor of a team or player
 * that an unsettled finding of the dataset is about; nor any where the finding is about something else.
 */
export async function freshAnswers(
  pool: pg.Pool,
  scope: FreshScope,
  requests: readonly { readonly requestKey: string; readonly about: string | undefined }[],
): Promise<ReadonlyMap<string, LastMergedAnswer>> {
  const { dataset, season, seasonType, today, freshFor, emptyIsAnAnswer, fingerprint } = scope
  const unsettled = await unsettledSubjects(pool, scope, [dataset])
  const doubtful = new Set(unsettled.flatMap(idsIn))
  const wanted = requests.filter(({ about }) => about === undefined || !doubtful.has(about))
  if (unsettled.length > 0 && wanted.length === requests.length) return new Map()
  const { last } = seasonDates(season)
  const { rows } = await pool.query<LastMergedAnswer & { requestKey: string }>(
    `select distinct on (request_key) request_key as "requestKey", ${LAST_MERGED_COLUMNS}
     from sync.request_marks, lateral (select (fetched_at at time zone 'America/New_York')::date as day) d
     where dataset = $1 and request_key = any($2) and content_hash <> $3 and quarantined = 0 and (rows > 0 or $4)
       and (day > $5::date - $6::int or ($7::date < $5::date and day > $7::date))
     order by request_key, asked_number desc, (season = $8 and season_type = $9) desc,
       (${mergedFingerprint('request_marks')} = $10) desc nulls last`,
    [
      canonicalName(dataset),
      wanted.map(({ requestKey }) => requestKey),
      NOT_MERGED,
      emptyIsAnAnswer,
      today,
      freshFor,
      last,
      season,
      seasonType,
      fingerprint,
    ],
  )
  return new Map(rows.map((row) => [row.requestKey, row]))
}
