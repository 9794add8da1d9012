import type pg from 'pg'
import type { Outcome, StepOutcome } from '../../contracts/outcome.js'
import type { SeasonCounts, SeasonsRequest } from '../../contracts/seasons-run.js'
import type { SeasonScope } from '../../season/season.js'
import type { Control } from '../pace/pace.js'
import { SEASON_OUTCOME } from './backfills.js'

/** The records of backfills: every read of them. All come from Postgres alone. */

export interface BackfillRecord {
  readonly backfillId: string
  readonly workflowId: string
  readonly namespace: string
  readonly clusterId: string | null
  readonly source: string
  readonly trigger: string
  readonly outcome: Outcome
  /** What the command asked of every season. */
  readonly request: SeasonsRequest
  readonly control: Control
  /** The backfill that it retries. */
  readonly retryOf: string | null
  readonly cause: string | null
  readonly startedAt: Date
  readonly endedAt: Date | null
}

const COLUMNS = `backfill_id as "backfillId", workflow_id as "workflowId", namespace, cluster_id as "clusterId", source, trigger, outcome,
  request, control, retry_of as "retryOf", cause, started_at as "startedAt", ended_at as "endedAt"`

/** The backfill with this id; undefined before it has been recorded. */
export async function readBackfill(pool: pg.Pool, backfillId: string): Promise<BackfillRecord | undefined> {
  const { rows } = await pool.query<BackfillRecord>(
    `select ${COLUMNS} from sync.backfills where backfill_id = $1`,
    [backfillId],
  )
  return rows[0]
}

/** Backfills, newest first. */
export async function listBackfills(
  pool: pg.Pool,
  {
    source,
    outcome,
    limit,
  }: { readonly source?: string; readonly outcome?: Outcome; readonly limit: number },
): Promise<readonly BackfillRecord[]> {
  const { rows } = await pool.query<BackfillRecord>(
    `select ${COLUMNS} from sync.backfills where source = coalesce($1, source) and outcome = coalesce($2, outcome)
     order by started_at desc, backfill_id desc limit $3`,
    [source ?? null, outcome ?? null, limit],
  )
  return rows
}

/** A season of a backfill. */
export interface SeasonLine extends SeasonScope {
  readonly outcome: StepOutcome
  readonly runId: string | null
  readonly cause: string | null
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  /** Planned so far, and answered. */
  readonly requests: number
  readonly answered: number
  /** Of a run that has ended. */
  readonly inserted: number
  readonly updated: number
}

/** The seasons of a backfill in the order in which they start. */
export async function seasonLines(pool: pg.Pool, backfillId: string): Promise<readonly SeasonLine[]> {
  const { rows } = await pool.query<SeasonLine>(
    `select s.season, s.season_type as "seasonType", ${SEASON_OUTCOME} as outcome, s.run_id as "runId",
            coalesce(r.cause, s.cause) as cause, r.started_at as "startedAt", r.ended_at as "endedAt",
            coalesce(case when r.outcome = 'running' then open.requests else ended.requests end, 0)::int as requests,
            coalesce(case when r.outcome = 'running' then open.answered else ended.answered end, 0)::int as answered,
            coalesce(ended.inserted, 0)::int as inserted, coalesce(ended.updated, 0)::int as updated
     from sync.backfill_seasons s left join sync.sync_runs r using (run_id)
     left join lateral (select sum(requests) as requests, sum(answered) as answered, sum(inserted) as inserted, sum(updated) as updated
                        from sync.sync_steps t where t.run_id = s.run_id) ended on true
     left join lateral (select count(*) as requests, count(*) filter (where state = 'answered') as answered
                        from sync.sync_requests q where q.run_id = s.run_id and r.outcome = 'running') open on true
     where s.backfill_id = $1 order by s.ordinal`,
    [backfillId],
  )
  return rows
}

/**
 * Requests per second that the runs of a backfill were answered lately; undefined while there are none. A pause and the rest
 * after a block say nothing about the speed before and after them, and count as half a minute.
 */
export async function recentRate(pool: pg.Pool, backfillId: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ n: number; seconds: number }>(
    `select count(*)::int as n, coalesce(sum(least(extract(epoch from next_at - fetched_at), ${STANDSTILL_SECONDS})), 0)::float8 as seconds
     from (select a.fetched_at, lead(a.fetched_at, 1, now()) over (order by a.fetched_at) as next_at
           from sync.raw_responses a join sync.sync_runs r using (run_id)
           where r.backfill_id = $1 and coalesce(r.ended_at, now()) > now() - interval '${RECENT}'
             and a.fetched_at > now() - interval '${RECENT}' and a.outcome = 'answered') answers`,
    [backfillId],
  )
  const { n = 0, seconds = 0 } = rows[0] ?? {}
  return n < FEW || seconds <= 0 ? undefined : n / seconds
}

/** Long enough for what a season does without a request, short enough to follow a source that has become slow. */
const RECENT = '10 minutes'
/** The longest time between two answers of a backfill that goes on, seconds: that of the slowest paces, and of a verify. */
const STANDSTILL_SECONDS = 30
/** Fewer answers tell no rate. */
const FEW = 20

/** Seasons by outcome. */
export function countsOf(seasons: readonly Pick<SeasonLine, 'outcome'>[]): SeasonCounts {
  const counts: Record<string, number> = {}
  for (const { outcome } of seasons) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
