import type pg from 'pg'
import type { Urgency } from '../../contracts/season-run.js'
import { perPool } from '../database/per-pool.js'
import { IS_LIVE } from '../runs/workers.js'
import { DatabaseClock } from './clock.js'
import { COUNTS, HOLD_UNTIL, MAY_BE_LATE_MS, NEXT_AT, PROBE_SECONDS, PROBE_UNTIL, SPACING } from './times.js'

/**
 * A request that finds a probe under way asks for a slot again after this, milliseconds: a blocked probe hangs for 30 s. The
 * end of the probe ends the wait before (`waitForProbe`).
 */
const PROBE_POLL_MS = 30_000

/** The source's default pace, in SQL: the lowest of those that this worker and the other live ones are set to. */
const DEFAULT_PACE = `least($2::float8, (select min((paces->>$1)::float8) from workers where ${IS_LIVE}))`

/**
 * How far ahead slots may be reserved, milliseconds. The most urgent requests may keep the queue longer than the horizon of
 * the others, which find no slot in it until these are through.
 */
export const HORIZON_MS: Readonly<Record<Urgency, number>> = {
  today: 6_000,
  current: 5_000,
  sync: 4_000,
  backfill: 2_000,
}

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
  /** A slot that is used later than this, milliseconds, has passed: another request may have the next one. */
  readonly mayBeLateMs: number
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

/** A request that asks for a slot. */
export interface SlotAsker {
  /** The run whose `control` is returned. */
  readonly runId: string
  /** The slot's moment is no sooner than this, milliseconds, so that Postgres's answer arrives before it. */
  readonly leadMs: number
}

/**
 * Reserves the next slots in the rate limit of a source, one for each asker: one UPDATE, so all workers and runs share one
 * queue. The lowest pace that an open run asked for applies; a run that asked for none counts with the source's default,
 * the lowest of all workers' own. Slots further away than `longestWaitMs` are left to others, because a slot that is
 * reserved and not used is lost to all. After a block one slot at a time is given, until its request has an answer
 * (breaker.ts); `inProbe` asks for a further request of that probe.
 */
export async function reserveSlots(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  askers: readonly SlotAsker[],
  inProbe = false,
): Promise<readonly RateSlot[]> {
  const asked = performance.now()
  const { rows } = await pool.query<SlotRow>(RESERVE, [
    source,
    defaultPace,
    longestWaitMs,
    inProbe,
    [...new Set(askers.map(({ runId }) => runId))],
    Math.max(...askers.map(({ leadMs }) => leadMs)),
    askers.length,
  ])
  const slots = rows.toSorted((a, b) => Number(b.taken) - Number(a.taken) || a.moment - b.moment)
  const [any] = slots
  if (any === undefined) {
    await pool.query('insert into source_pace (source) values ($1) on conflict do nothing', [source])
    return reserveSlots(pool, source, defaultPace, longestWaitMs, askers, inProbe)
  }
  const clock = clockOf(pool)
  clock.observe(asked, any.databaseTime, performance.now())
  return askers.map(({ runId }, i) => {
    const { moment, databaseTime: _, controls, ...slot } = slots[i] ?? slots.at(-1) ?? any
    return { ...slot, at: clock.local(moment), control: controls?.[runId] ?? null }
  })
}

/** Reserves one slot. */
export async function reserveSlot(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  options: Partial<SlotAsker> & { readonly inProbe?: boolean } = {},
): Promise<RateSlot> {
  const { inProbe = false, runId = '', leadMs = 0 } = options
  const askers = [{ runId, leadMs }]
  const [slot] = await reserveSlots(pool, source, defaultPace, longestWaitMs, askers, inProbe)
  if (slot === undefined) throw new Error(`no answer about a slot of ${source}`)
  return slot
}

type SlotRow = Omit<RateSlot, 'at' | 'control'> & {
  readonly databaseTime: number
  readonly moment: number
  readonly controls: Readonly<Record<string, Control>> | null
}

/**
 * $1 source, $2 default pace, $3 longest wait, $4 in a probe, $5 runs, $6 lead, $7 slots wanted; times in milliseconds. A
 * row for each slot that is given, and a last one, not taken, if these are fewer than were wanted. The time is read with the
 * source's row locked: whoever waited for the lock must not take a moment that is over.
 */
const RESERVE = `with pace as materialized (
    select coalesce(min(coalesce(r.pace, own.rate)), min(own.rate)) as rate
    from (select ${DEFAULT_PACE} as rate) own left join sync_runs r on r.source = $1 and r.outcome = 'running' and (r.run_id = any($5) or ${COUNTS})
  ), asking as (
    update sync_runs set asked_at = clock_timestamp()
    where run_id = any($5) and coalesce(asked_at < clock_timestamp() - interval '1 minute', true)
  ), locked as materialized (
    select * from source_pace where source = $1 for update
  ), timed as materialized (
    select *, clock_timestamp() as now from locked
  ), queue as materialized (
    select p.strikes, p.hold_reason, p.now, ${HOLD_UNTIL} as hold_until, ${PROBE_UNTIL} as probe_until, ${SPACING} as spacing, ${MAY_BE_LATE_MS} as may_be_late,
           greatest(${NEXT_AT}, ${HOLD_UNTIL}) as next_at,
           greatest(${NEXT_AT}, ${HOLD_UNTIL}, p.now + make_interval(secs => $6::float8 / 1000)) as first,
           p.now + make_interval(secs => $3::float8 / 1000) as horizon
    from timed p cross join pace
  ), offer as materialized (
    select *, strikes > 0 as probe, coalesce(strikes > 0 and probe_until > now, false) as probing,
           case when coalesce(next_at > horizon, false) then 0
                when strikes = 0 then least($7::int, 1 + greatest(0, floor(extract(epoch from horizon - first) / extract(epoch from spacing))))::int
                when coalesce(probe_until <= now, true) or $4 then 1
                else 0 end as n
    from queue
  ), reserved as (
    update source_pace p
    set last_at = o.first + (o.n - 1) * o.spacing,
        probe_until = case when o.probe then o.first + make_interval(secs => ${PROBE_SECONDS}) end
    from offer o where p.source = $1 and o.n > 0
  ), slot as (
    select first + i * spacing as moment, true as taken, probe, false as probing, nextval('raw_responses_asked_number_seq') as number, hold_until
    from offer cross join generate_series(0, n - 1) i
    union all
    select case when probing or (probe and n = 1) then greatest(hold_until, now + make_interval(secs => ${PROBE_POLL_MS} / 1000.0))
                when n > 0 then first + n * spacing
                else next_at end,
           false, false, probing or (probe and n = 1), 0, greatest(hold_until, probe_until)
    from offer where n < $7
  )
  select greatest(0, extract(epoch from slot.moment - clock_timestamp()) * 1000)::float8 as "waitMs", slot.taken, slot.probe, slot.probing,
         slot.number as "askedNumber", offer.may_be_late as "mayBeLateMs", (extract(epoch from slot.moment) * 1000)::float8 as moment,
         (extract(epoch from clock_timestamp()) * 1000)::float8 as "databaseTime",
         case when slot.hold_until > clock_timestamp() then offer.hold_reason end as hold,
         (select jsonb_object_agg(run_id, control) from sync_runs where run_id = any($5)) as controls
  from slot cross join offer`

const clockOf = perPool(() => new DatabaseClock())

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
