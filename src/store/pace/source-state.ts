import type pg from 'pg'
import type { Budget } from '../../contracts/budget.js'
import type { Narrow, Urgency } from '../../contracts/season-run.js'
import { isToService, limitedBySql, sourceOfWay, sourceOfWaySql } from '../../contracts/ways.js'
import { LEARNED, lowestBudget, shareSql, spentSql, WINDOW } from './budget.js'
import { COUNTS, HOLD_UNTIL, LONGEST_QUEUE_SECONDS, NEXT_AT, PROBE_UNTIL } from './times.js'

/** A running sync with its share in the pace of its source. */
export interface OpenRunState {
  readonly runId: string
  readonly workflowId: string
  readonly season: string
  readonly seasonType: string
  readonly trigger: string
  /** The part of the season that it is about; null: all of it. */
  readonly narrow: Narrow | null
  /** Requests per second that it asked for; null: the source's default. */
  readonly pace: number | null
  readonly control: 'paused' | 'cancelling' | null
  /** Id of the Temporal cluster that runs it; null: not known. */
  readonly clusterId: string | null
  /** False for a run that has asked for nothing for an hour. */
  readonly countsForPace: boolean
  /** Requests that are planned and neither answered nor given up. */
  readonly toAsk: number
}

/** The present state of a source's pace and breaker, by the database's clock. */
export interface SourceState {
  readonly source: string
  /** The way to it: 'nba', or 'nba via 10.0.0.1:3128' where there are several proxies. */
  readonly way: string
  readonly holdUntil: Date | null
  /** Of the hold, and after it until a request has been answered. */
  readonly holdReason: string | null
  /** Blocks in a row; above 0 one request at a time is let through. */
  readonly strikes: number
  readonly probing: boolean
  /** Null: no limit but the pace. */
  readonly budget: BudgetState | null
  readonly runs: readonly OpenRunState[]
}

/** The sources that this database knows, with their running syncs. `own`: the budget by this process's settings. */
export async function sourceStates(
  pool: pg.Pool,
  own: (source: string) => Budget | undefined,
): Promise<readonly SourceState[]> {
  const { rows } = await pool.query<Omit<SourceState, 'source' | 'runs' | 'budget'>>(
    `select source as way, case when ${HOLD_UNTIL} > clock_timestamp() then hold_until end as "holdUntil",
            case when ${HOLD_UNTIL} > clock_timestamp() or strikes > 0 then hold_reason end as "holdReason",
            strikes, coalesce(${PROBE_UNTIL} > clock_timestamp(), false) as probing
     from sync.source_pace p order by source`,
  )
  const runs = await pool.query<OpenRunState & { source: string }>(
    `select r.source, r.run_id as "runId", r.workflow_id as "workflowId", r.season, r.season_type as "seasonType", r.trigger, r.narrow, r.pace, r.control, r.cluster_id as "clusterId", ${COUNTS} as "countsForPace",
            (select count(*)::int from sync.sync_requests q where q.run_id = r.run_id and q.state = 'planned') as "toAsk"
     from sync.sync_runs r where r.outcome = 'running' order by r.started_at`,
  )
  const budgets = await Promise.all(
    rows.map(({ way }) => budgetState(pool, way, isToService(way) ? undefined : own(sourceOfWay(way)))),
  )
  return rows.map((state, i) => ({
    ...state,
    source: sourceOfWay(state.way),
    budget: budgets[i] ?? null,
    runs: runs.rows
      .filter(({ source }) => source === sourceOfWay(state.way))
      .map(({ source: _source, ...run }) => run),
  }))
}

/** The ways to a source that were taken at about the time of the last one, so that a list of proxies that changed counts no longer. */
export async function waysInUse(pool: pg.Pool, source: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ way: string }>(
    `select way from (
       select source as way, last_at, max(last_at) over () as latest from sync.source_pace where ${limitedBySql('source')} = $1
     ) taken where last_at > latest - interval '1 hour' order by 1`,
    [source],
  )
  return rows.length === 0 ? [source] : rows.map(({ way }) => way)
}

/** The present hold of a way to a source and its reason; undefined without one. */
export async function sourceHold(
  pool: pg.Pool,
  source: string,
): Promise<{ readonly until: Date; readonly reason: string | null } | undefined> {
  const { rows } = await pool.query<{ until: Date; reason: string | null }>(
    `select hold_until as until, hold_reason as reason from sync.source_pace p where source = $1 and ${HOLD_UNTIL} > clock_timestamp()`,
    [source],
  )
  return rows[0]
}

/** The next slot at a pace that an open run asked for. */
export interface SlowPace {
  readonly next: Date
  readonly waitMs: number
  /** Requests per second. */
  readonly pace: number
}

/** The source's next slot, by the lowest pace that an open run asked for; undefined if none did. */
export async function waitByPace(pool: pg.Pool, source: string): Promise<SlowPace | undefined> {
  const { rows } = await pool.query<SlowPace>(
    `select ${NEXT_AT} as next, greatest(0, extract(epoch from ${NEXT_AT} - clock_timestamp()) * 1000)::float8 as "waitMs", pace.rate as pace
     from sync.source_pace p cross join (select min(r.pace) as rate from sync.sync_runs r where r.source = ${sourceOfWaySql('$1')} and r.outcome = 'running' and ${COUNTS}) pace
     where p.source = $1 and ${NEXT_AT} is not null`,
    [source],
  )
  return rows[0]
}

/** The budget of a source that is in force, and what is left of it. */
export interface BudgetState extends Budget {
  /** What the lowest setting allows; more than `requests` after a block. */
  readonly configured: number
  /** The block that taught less than is configured; null where nothing is learned. */
  readonly learnedAt: Date | null
  /** Slots of the last window. */
  readonly sent: number
  /** Milliseconds until a request of the urgency that was asked for finds room; 0: at once. */
  readonly waitMs: number
}

/** The state of a source's budget; undefined without one. `own`: the budget by this process's settings. */
export async function budgetState(
  pool: pg.Pool,
  source: string,
  own: Budget | undefined,
  urgency: Urgency = 'sync',
): Promise<BudgetState | undefined> {
  const { rows } = await pool.query<BudgetState>(
    `with b as (${lowestBudget('$2', '$3')}), row as (select * from sync.source_pace where source = $1), spent as (${spentSql('row', LONGEST_QUEUE_SECONDS)}),
     force as (select b.requests as configured, b.seconds, ${LEARNED} as requests, p.learned_at from b left join row p on true)
     select f.configured, f.seconds, f.requests, case when f.requests < f.configured then f.learned_at end as "learnedAt",
            (select coalesce(sum(n), 0)::int from spent cross join b where at > clock_timestamp() - ${WINDOW}) as sent,
            coalesce((select greatest(0, extract(epoch from max(at) + (select ${WINDOW} from b) - clock_timestamp()) * 1000)
                      from spent where since >= ${shareSql('f.requests', '$4')}), 0)::float8 as "waitMs"
     from force f`,
    [source, own?.requests ?? null, own?.seconds ?? null, urgency],
  )
  return rows[0]
}

/** The budget of a source that is in force, by what blocks have taught; undefined without one. */
export async function budgetInForce(
  pool: pg.Pool,
  source: string,
  own: Budget | undefined,
): Promise<Budget | undefined> {
  const state = await budgetState(pool, source, own)
  return state && { requests: state.requests, seconds: state.seconds }
}

/** The budget that makes the next request wait; undefined if none does. */
export async function waitByBudget(
  pool: pg.Pool,
  source: string,
  own: Budget | undefined,
  urgency: Urgency,
): Promise<BudgetState | undefined> {
  const state = await budgetState(pool, source, own, urgency)
  return state !== undefined && state.waitMs > 0 ? state : undefined
}
