import type pg from 'pg'
import type { Urgency } from '../../contracts/season-run.js'
import { IS_LIVE } from '../runs/workers.js'
import { DatabaseClock } from './clock.js'
import { COUNTS, HOLD_UNTIL, NEXT_AT, PROBE_SECONDS, PROBE_UNTIL } from './times.js'

/**
 * A request that finds a probe under way asks for a slot again after this, milliseconds: a blocked probe hangs for 30 s. The
 * end of the probe ends the wait before (`waitForProbe`).
 */
const PROBE_POLL_MS = 30_000

/** The moment of the next slot, in SQL. */
const MOMENT = `greatest(${NEXT_AT}, ${HOLD_UNTIL}, clock_timestamp() + make_interval(secs => $6::float8 / 1000))`

/** The source's default pace, in SQL: the lowest of those that this worker and the other live ones are set to. */
const DEFAULT_PACE = `least($2::float8, (select min((paces->>$1)::float8) from workers where ${IS_LIVE}))`

/**
 * How far ahead slots may be reserved, milliseconds. The most urgent requests may keep the queue longer than the horizon of
 * the others, which find no slot in it until these are through.
 */
export const HORIZON_MS: Readonly<Record<Urgency, number>> = { today: 5_000, sync: 4_000, backfill: 2_000 }

/** The command of a person to a running sync. */
export type Control = 'paused' | 'cancelling' | null

export interface RateSlot {
  /** Milliseconds until the slot's moment, by the database's clock. */
  readonly waitMs: number
  /** The slot's moment by this process's `performance.now()`, corrected for the time that the answer took to arrive. */
  readonly at: number
  /**
   * The slot's number, higher than that of every slot before it, for all workers: an answer to a request that was sent
   * later is newer, whatever the clocks of the workers say. 0 where no slot was taken.
   */
  readonly askedNumber: number
  /** False: the wait would be too long, so no slot was reserved; the caller asks again after `waitMs`. */
  readonly taken: boolean
  /** The reason for the wait, where that is a hold or a probe. */
  readonly hold: string | null
  /** This request probes whether a source that blocked answers again; all others wait for its outcome. */
  readonly probe: boolean
  /** Not taken because another request probes: the wait ends with that probe. */
  readonly probing: boolean
  /** The command of a person to the run. */
  readonly control: Control
}

/**
 * Reserves the next slot in the rate limit of a source: one UPDATE, so all workers and runs share one queue. The lowest
 * pace that an open run asked for applies; a run that asked for none counts with the source's default, the lowest of all
 * workers' own. A slot further
 * away than `longestWaitMs` is left to others, because a slot that is reserved and not used is lost to all. After a block
 * one slot at a time is given, until its request has an answer (breaker.ts); `inProbe` asks for a further request of that
 * probe. `runId`: the run whose `control` is returned. `leadMs`: the slot's moment is no sooner than this, so that the
 * answer arrives before it.
 */
export async function reserveSlot(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  options: { readonly inProbe?: boolean; readonly runId?: string; readonly leadMs?: number } = {},
): Promise<RateSlot> {
  const { inProbe = false, runId = '', leadMs = 0 } = options
  const asked = performance.now()
  const { rows } = await pool.query<Omit<RateSlot, 'at'> & { databaseTime: number; moment: number }>(
    `with pace as (
       select coalesce(min(coalesce(r.pace, own.rate)), min(own.rate)) as rate
       from (select ${DEFAULT_PACE} as rate) own left join sync_runs r on r.source = $1 and r.outcome = 'running' and (r.run_id = $5 or ${COUNTS})
     ), asking as (
       update sync_runs set asked_at = clock_timestamp()
       where run_id = $5 and coalesce(asked_at < clock_timestamp() - interval '1 minute', true)
     ), reserved as (
       update source_pace p
       set last_at = ${MOMENT},
           probe_until = case when p.strikes > 0
             then ${MOMENT} + make_interval(secs => ${PROBE_SECONDS}) end
       from pace where p.source = $1
         and coalesce(greatest(${NEXT_AT}, ${HOLD_UNTIL}) <= clock_timestamp() + make_interval(secs => $3::float8 / 1000), true)
         and (p.strikes = 0 or coalesce(${PROBE_UNTIL} <= clock_timestamp(), true) or $4)
       returning p.last_at as moment, ${HOLD_UNTIL} as hold_until, p.hold_reason, p.strikes > 0 as probe, false as probing,
         nextval('raw_responses_asked_number_seq') as number
     ), slot as (
       select moment, true as taken, hold_until, hold_reason, probe, probing, number from reserved
       union all
       select case when p.strikes > 0 and ${PROBE_UNTIL} > clock_timestamp()
                   then greatest(${HOLD_UNTIL}, clock_timestamp() + make_interval(secs => ${PROBE_POLL_MS} / 1000.0))
                   else greatest(${NEXT_AT}, ${HOLD_UNTIL}) end,
              false, greatest(${HOLD_UNTIL}, ${PROBE_UNTIL}), p.hold_reason, false,
              coalesce(p.strikes > 0 and ${PROBE_UNTIL} > clock_timestamp(), false), 0 from source_pace p cross join pace
       where p.source = $1 and not exists (select from reserved)
     )
     select greatest(0, extract(epoch from moment - clock_timestamp()) * 1000)::float8 as "waitMs", taken, probe, probing, number as "askedNumber",
            (extract(epoch from moment) * 1000)::float8 as moment,
            (extract(epoch from clock_timestamp()) * 1000)::float8 as "databaseTime",
            case when hold_until > clock_timestamp() then hold_reason end as hold,
            (select control from sync_runs where run_id = $5) as control
     from slot`,
    [source, defaultPace, longestWaitMs, inProbe, runId, leadMs],
  )
  if (rows[0]) {
    const { databaseTime, moment, ...slot } = rows[0]
    const clock = clockOf(pool)
    clock.observe(asked, databaseTime, performance.now())
    return { ...slot, at: clock.local(moment) }
  }
  await pool.query('insert into source_pace (source) values ($1) on conflict do nothing', [source])
  return reserveSlot(pool, source, defaultPace, longestWaitMs, options)
}

const clocks = new WeakMap<pg.Pool, DatabaseClock>()

function clockOf(pool: pg.Pool): DatabaseClock {
  const clock = clocks.get(pool) ?? new DatabaseClock()
  clocks.set(pool, clock)
  return clock
}

/**
 * The time of the database at a time of performance.now(), now by default. No other clock dates what is recorded: that
 * of a worker may be wrong by days. Known once the process has taken a slot.
 */
export const databaseTime = (pool: pg.Pool, local = performance.now()): Date => clockOf(pool).moment(local)

/** Facts that may have changed while a request waited for its slot. */
export interface HoldAndControl {
  /** Remaining milliseconds of the source's hold; 0 without one. */
  readonly heldMs: number
  /** The command that a person gave to the run meanwhile. */
  readonly control: Control
}

/** The source's hold and the run's control, read again just before a request is sent. */
export async function readHoldAndControl(
  pool: pg.Pool,
  source: string,
  runId: string,
): Promise<HoldAndControl> {
  const { rows } = await pool.query<HoldAndControl>(
    `select coalesce(greatest(0, extract(epoch from ${HOLD_UNTIL} - clock_timestamp()) * 1000), 0)::float8 as "heldMs",
            (select control from sync_runs where run_id = $2) as control
     from source_pace p where source = $1`,
    [source, runId],
  )
  const state = rows[0]
  return { heldMs: state?.heldMs ?? 0, control: state?.control ?? null }
}
