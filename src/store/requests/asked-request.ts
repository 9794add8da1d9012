import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import { Together } from '../../system/together.js'
import { perPool } from '../database/per-pool.js'
import { mergedFingerprint, type LastMergedAnswer } from '../merge/last-merged.js'
import { isAnsweredElsewhere } from './shared-answer.js'
import { planned, REQUEST_COLUMNS, type PlannedRequest, type RequestRow } from './plan.js'

/** A request of a run's plan. */
interface Key {
  readonly runId: string
  readonly dataset: string
  readonly ordinal: number
  readonly season: string
  readonly seasonType: string
}

/** All that a fetch has to know of its request. */
export interface AskedRequest {
  readonly planned: PlannedRequest
  /** Another dataset of the run, or another run of the season in its backfill, has an answer to the same request. */
  readonly isAnsweredElsewhere: boolean
  /** The attempts that the run has completed, by outcome. */
  readonly outcomes: Readonly<Record<string, number>>
  /** Hash of the last archived answer to the request, of any run. */
  readonly lastHash: string | null
  /** The last merged answer that brought rows; null: none did. */
  readonly merged: Pick<LastMergedAnswer, 'contentHash' | 'fingerprint'> | null
}

/** Requests that are read at once: as many as a worker fetches. */
const MOST_AT_ONCE = 100

const queueOf = perPool(
  (pool) => new Together<Key, AskedRequest | Error>((keys) => read(pool, keys), MOST_AT_ONCE),
)

/** Reads a request together with all others that the fetches of this process ask for at the same time. */
export async function readAsked(pool: pg.Pool, key: Key): Promise<AskedRequest> {
  const asked = await queueOf(pool).ask(key)
  if (asked instanceof Error) throw asked
  return asked
}

async function read(pool: pg.Pool, keys: readonly Key[]): Promise<readonly (AskedRequest | Error)[]> {
  const { rows } = await pool.query<
    RequestRow & {
      index: number
      elsewhere: boolean
      outcomes: Readonly<Record<string, number>> | null
      last_hash: string | null
      merged: AskedRequest['merged']
    }
  >(
    `select k.index::int, ${REQUEST_COLUMNS},
            ${isAnsweredElsewhere('q')} as elsewhere,
            (select jsonb_object_agg(outcome, n) from (
               select outcome, count(*)::int as n from sync.raw_responses r
               where r.request_key = q.request_key and r.run_id = q.run_id and r.dataset = q.dataset
                 and outcome <> 'Cancelled' and not canary group by outcome) o) as outcomes,
            (select sha256 from sync.raw_responses r where r.request_key = q.request_key and sha256 is not null
             order by fetched_at desc limit 1) as last_hash,
            (select jsonb_build_object('contentHash', content_hash, 'fingerprint', ${mergedFingerprint('m')}) from sync.request_marks m
             where m.dataset = k.present_name and m.season = k.season and m.season_type = k.season_type
               and m.request_key = q.request_key and m.rows > 0) as merged
     from unnest($1::text[], $2::text[], $3::int[], $4::text[], $5::text[], $6::text[]) with ordinality
       as k(run_id, dataset, ordinal, present_name, season, season_type, index)
     join sync.sync_requests q using (run_id, dataset, ordinal)`,
    [
      keys.map(({ runId }) => runId),
      keys.map(({ dataset }) => dataset),
      keys.map(({ ordinal }) => ordinal),
      keys.map(({ dataset }) => canonicalName(dataset)),
      keys.map(({ season }) => season),
      keys.map(({ seasonType }) => seasonType),
    ],
  )
  const found = new Map(
    rows.map(({ index, elsewhere, outcomes, last_hash, merged, ...row }) => [
      index - 1,
      {
        planned: planned(row),
        isAnsweredElsewhere: elsewhere,
        outcomes: outcomes ?? {},
        lastHash: last_hash,
        merged,
      },
    ]),
  )
  return keys.map(
    ({ dataset, ordinal }, i) =>
      found.get(i) ?? new Error(`request ${ordinal} of ${dataset} is not in the plan`),
  )
}
