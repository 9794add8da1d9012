import type pg from 'pg'
import { namesOf } from '../../contracts/dataset-names.js'
import type { Outcome } from '../../contracts/outcome.js'
import type { Narrow, StepReport } from '../../contracts/season-run.js'
import type { PrismaClient } from '../../generated/prisma/client.js'
import type { SeasonScope } from '../../season/season.js'
import type { Finding } from './findings.js'
import { stepReports } from './runs.js'

/** The records of syncs: every read of `history` and `show`. All come from Postgres alone. */

export interface RunRecord {
  readonly runId: string
  readonly workflowId: string
  readonly namespace: string
  /** Id of the Temporal cluster that runs it; null: not known. */
  readonly clusterId: string | null
  readonly season: string
  readonly seasonType: string
  readonly source: string
  readonly trigger: string
  readonly outcome: Outcome
  readonly datasets: readonly string[]
  /** Requests per second asked for; null: the source's default. */
  readonly pace: number | null
  readonly acceptRemovals: boolean
  /** Days after a game in which its answers were asked for again; null: always. */
  readonly recheckDays: number | null
  /** The part of the season that the run is about; null: all of it. */
  readonly narrow: Narrow | null
  /** The command of a person to the running sync. */
  readonly control: string | null
  /** The run that it retries. */
  readonly retryOf: string | null
  /** The backfill that started it. */
  readonly backfillId: string | null
  readonly cause: string | null
  readonly verifiedBy: string | null
  readonly players: number | null
  readonly startedAt: Date
  readonly endedAt: Date | null
}

export interface RunLine extends RunRecord {
  readonly inserted: number
  readonly updated: number
}

export interface RunFilter {
  readonly season?: string
  readonly source?: string
  readonly outcome?: Outcome
  /** Those of one backfill; null: those of none. */
  readonly backfillId?: string | null
  readonly limit: number
}

/** Runs, newest first. The rows of a running sync are not counted yet. */
export async function listRuns(
  prisma: PrismaClient,
  { limit, ...where }: RunFilter,
): Promise<readonly RunLine[]> {
  const runs = await prisma.syncRun.findMany({
    where,
    take: limit,
    orderBy: [{ startedAt: 'desc' }, { runId: 'desc' }],
    include: { steps: { select: { inserted: true, updated: true } } },
  })
  return runs.map(({ steps, ...run }) => ({
    ...recordOf(run),
    inserted: steps.reduce((sum, step) => sum + step.inserted, 0),
    updated: steps.reduce((sum, step) => sum + step.updated, 0),
  }))
}

/** The newest run of a whole season, with this dataset if one is named, that was verified; undefined without one. */
export async function latestVerified(
  pool: pg.Pool,
  {
    source,
    season,
    seasonType,
    dataset,
  }: SeasonScope & { readonly source: string; readonly dataset?: string | undefined },
): Promise<RunRecord | undefined> {
  const { rows } = await pool.query<RunRecord>(
    `select ${RUN} from sync.sync_runs
     where source = $1 and season = $2 and season_type = $3 and outcome not in ('running', 'cancelled') and narrow is null
       and ($4::text[] is null or datasets && $4)
     order by started_at desc, run_id desc limit 1`,
    [source, season, seasonType, dataset === undefined ? null : namesOf(dataset)],
  )
  return rows[0]
}

/** The run with this id; undefined before it has been recorded. */
export async function readRun(pool: pg.Pool, runId: string): Promise<RunRecord | undefined> {
  const { rows } = await pool.query<RunRecord>(`select ${RUN} from sync.sync_runs where run_id = $1`, [runId])
  return rows[0]
}

/** The columns of a RunRecord, in SQL. */
const RUN = `run_id as "runId", workflow_id as "workflowId", namespace, cluster_id as "clusterId", season,
  season_type as "seasonType", source, trigger, outcome, datasets, pace, accept_removals as "acceptRemovals",
  recheck_days as "recheckDays", narrow, control, retry_of as "retryOf", backfill_id as "backfillId", cause,
  verified_by as "verifiedBy", players, started_at as "startedAt", ended_at as "endedAt"`

interface StoredRun extends Omit<RunRecord, 'outcome' | 'narrow'> {
  readonly outcome: string
  readonly narrow: unknown
  readonly controlNumber: bigint
  readonly askedAt: Date | null
}

function recordOf({
  controlNumber: _number,
  askedAt: _asked,
  outcome,
  narrow,
  ...run
}: StoredRun): RunRecord {
  // Only `openRun` and `closeRun` write the columns, and their types allow nothing but an Outcome and a Narrow.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { ...run, outcome: outcome as Outcome, narrow: narrow as Narrow | null }
}

/** A step, running or ended, with its times. */
export interface StepProgress extends StepReport {
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  /** The failure of the latest attempt of a request that is still without an answer. */
  readonly problem: string | null
  /** The earlier run whose verification stands, since nothing was written after it; null: it was verified in its own run, or not. */
  readonly verifiedIn: string | null
}

/** The steps of a run with their times and the failure that delays them, in the run's order. */
export async function stepProgress(pool: pg.Pool, runId: string): Promise<readonly StepProgress[]> {
  const reports = await stepReports(pool, runId)
  const { rows } = await pool.query<
    Pick<StepProgress, 'name' | 'startedAt' | 'endedAt' | 'problem' | 'verifiedIn'>
  >(
    `select dataset as name, started_at as "startedAt", ended_at as "endedAt",
            (select error from sync.sync_requests r where r.run_id = s.run_id and r.dataset = s.dataset and r.state <> 'answered' and r.error is not null
             order by ordinal limit 1) as problem, verification->>'verifiedIn' as "verifiedIn"
     from sync.sync_steps s where run_id = $1`,
    [runId],
  )
  const times = new Map(rows.map((row) => [row.name, row]))
  return reports.map((report) => ({
    startedAt: null,
    endedAt: null,
    problem: null,
    verifiedIn: null,
    ...times.get(report.name),
    ...report,
  }))
}

export interface TableCounts {
  readonly dataset: string
  readonly table: string
  readonly inserted: number
  readonly updated: number
  readonly unchanged: number
  readonly removed: number
}

/** The rows that the run inserted, updated, found unchanged and removed, by table. */
export async function tableCounts(pool: pg.Pool, runId: string): Promise<readonly TableCounts[]> {
  const { rows } = await pool.query<TableCounts>(
    `select dataset, table_name as "table", sum(inserted)::int as inserted, sum(updated)::int as updated,
            sum(unchanged)::int as unchanged, sum(removed)::int as removed
     from sync.sync_merges where run_id = $1 group by 1, 2 order by 1, 2`,
    [runId],
  )
  return rows
}

/** Attempts at one request that failed in the same way. */
export interface FailedAttempts {
  readonly dataset: string
  readonly label: string
  readonly errorClass: string
  readonly attempts: number
  /** Number of the last failed attempt among all attempts at the request. */
  readonly lastAttempt: number
  readonly lastAt: Date
  readonly error: string
}

export async function failedAttempts(pool: pg.Pool, runId: string): Promise<readonly FailedAttempts[]> {
  const { rows } = await pool.query<FailedAttempts>(
    `select a.dataset, coalesce(max(q.label), a.endpoint) as label, a.outcome as "errorClass", count(distinct a.response_id)::int as attempts,
            max(a.attempt) as "lastAttempt", max(a.fetched_at) as "lastAt",
            (array_agg(a.error order by a.attempt desc))[1] as error
     from sync.raw_responses a left join sync.sync_requests q on q.run_id = a.run_id and q.dataset = a.dataset and q.request_key = a.request_key
     where a.run_id = $1 and a.outcome <> 'answered'
     group by a.dataset, a.request_key, a.endpoint, a.outcome order by max(a.fetched_at)`,
    [runId],
  )
  return rows
}

/** The findings of verify, the gravest first. */
export async function findingsOf(pool: pg.Pool, runId: string): Promise<readonly Finding[]> {
  const { rows } = await pool.query<Finding>(
    `select dataset, kind, subject, detail from sync.sync_findings where run_id = $1
     order by array_position(array['missing', 'held', 'wrong', 'conflict', 'accepted', 'note'], kind), id`,
    [runId],
  )
  return rows
}

export interface QuarantinedRow {
  readonly dataset: string
  readonly table: string
  readonly responseId: number
  /** The game, team or player that the answer is about, otherwise the game that the row names; null: neither is told. */
  readonly about: string | null
  /** Index of the row in the answer, from 0. */
  readonly rowNumber: number
  readonly reason: string
}

/**
 * The rows that a run refused, also those of answers that an earlier run refused already: of an answer that the run took
 * from the archive, and of one that has not changed since (known while it is the last merged one of its request).
 */
export async function quarantinedRows(pool: pg.Pool, runId: string): Promise<readonly QuarantinedRow[]> {
  const { rows } = await pool.query<QuarantinedRow>(
    `with answers as (
       select r.dataset, r.response_id, r.about from sync.sync_requests r where r.run_id = $1 and r.response_id is not null
       union all
       select r.dataset, m.content_response_id, r.about from sync.sync_requests r join sync.sync_runs s using (run_id)
         join sync.request_marks m on m.run_id = r.run_id and m.dataset = r.dataset and m.request_key = r.request_key and m.season = s.season and m.season_type = s.season_type
       where r.run_id = $1 and m.quarantined > 0 and m.content_response_id <> r.response_id
     )
     select distinct on (q.id) q.dataset, q.table_name as "table", q.response_id as "responseId",
            coalesce(a.about, substring(q.row::text from '"(00[1-6][0-9]{7})"')) as about,
            q.row_number as "rowNumber", q.reason
     from sync.quarantined_rows q left join answers a using (dataset, response_id)
     where q.run_id = $1 or a.response_id is not null order by q.id`,
    [runId],
  )
  return rows
}
