import type pg from 'pg'
import type { Urgency } from '../../contracts/season-run.js'
import { DatabaseClock } from './clock.js'

/**
 * Seconds between two tickets: further apart than 1/R, so that jitter on the way never puts R + 1 of them into one
 * second. Up to 10 a second one too many weighs more, and the time for it less.
 */
const SPACING = '(case when pace.rate > 10 then 1.02 else 1.035 end / pace.rate)'

/** The one request that probes a source after a block has ended by then: connection, answer and body in their longest. */
const PROBE_SECONDS = 120

/** Who finds a probe under way asks again after this, milliseconds: a blocked request hangs for 30 s. */
const PROBE_LOOK_MS = 10_000

/** The moment of the next ticket. */
const MOMENT =
  'greatest(p.next_at, p.hold_until, clock_timestamp() + make_interval(secs => $6::float8 / 1000))'

/**
 * How far ahead tickets may be taken, milliseconds: the queue is as long as the most urgent make it, and who may not
 * look that far ahead finds no place in it before they are through.
 */
export const HORIZON_MS: Readonly<Record<Urgency, number>> = { today: 5_000, sync: 4_000, backfill: 2_000 }

/** What a person can ask of a run while it goes on. */
export type Control = 'paused' | 'cancelling' | null

export interface Ticket {
  /** Milliseconds until the ticket's moment, by the database's clock. */
  readonly waitMs: number
  /** The same by this process's `performance.now()`, with the way of this answer out of it. */
  readonly at: number
  /** False: the wait would be too long, no place was taken; to be asked again after it. */
  readonly taken: boolean
  /** Why the ticket is that late, where a hold or a probe is the reason. */
  readonly hold: string | null
  /** This request probes whether a source that blocked answers again; all others wait for what it finds. */
  readonly probe: boolean
  /** What a person asked of the run. */
  readonly control: Control
}

/**
 * Takes the next ticket of a source: one UPDATE, so all workers and runs stand in one queue. The lowest pace that an
 * open run asked for holds; a run that asked for none stands for the source's default. A place further away than
 * `longestWaitMs` is left to others: one that is taken and not used is lost to everybody. After a block one ticket at
 * a time is given, until its answer is known (breaker.ts); `inProbe` asks for a further request of that one. `runId`: whose
 * `control` is told. `leadMs`: the moment is no sooner than that, so that its news is here in time.
 */
export async function takeTicket(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  options: { readonly inProbe?: boolean; readonly runId?: string; readonly leadMs?: number } = {},
): Promise<Ticket> {
  const { inProbe = false, runId = '', leadMs = 0 } = options
  const asked = performance.now()
  const { rows } = await pool.query<Omit<Ticket, 'at'> & { told: number; moment: number }>(
    `with pace as (
       select coalesce(min(coalesce(pace, $2)), $2) as rate from sync_runs where source = $1 and outcome = 'running'
     ), took as (
       update source_pace p
       set next_at = ${MOMENT} + make_interval(secs => ${SPACING}),
           probe_until = case when p.strikes > 0
             then ${MOMENT} + make_interval(secs => ${PROBE_SECONDS}) end
       from pace where p.source = $1
         and greatest(p.next_at, p.hold_until) <= clock_timestamp() + make_interval(secs => $3::float8 / 1000)
         and (p.strikes = 0 or p.probe_until is null or p.probe_until <= clock_timestamp() or $4)
       returning p.next_at - make_interval(secs => ${SPACING}) as moment, p.hold_until, p.hold_reason, p.strikes > 0 as probe
     ), place as (
       select moment, true as taken, hold_until, hold_reason, probe from took
       union all
       select case when strikes > 0 and probe_until > clock_timestamp()
                   then greatest(hold_until, clock_timestamp() + make_interval(secs => ${PROBE_LOOK_MS} / 1000.0))
                   else greatest(next_at, hold_until) end,
              false, greatest(hold_until, probe_until), hold_reason, false from source_pace
       where source = $1 and not exists (select from took)
     )
     select greatest(0, extract(epoch from moment - clock_timestamp()) * 1000)::float8 as "waitMs", taken, probe,
            (extract(epoch from moment) * 1000)::float8 as moment,
            (extract(epoch from clock_timestamp()) * 1000)::float8 as told,
            case when hold_until > clock_timestamp() then hold_reason end as hold,
            (select control from sync_runs where run_id = $5) as control
     from place`,
    [source, defaultPace, longestWaitMs, inProbe, runId, leadMs],
  )
  if (rows[0]) {
    const { told, moment, ...ticket } = rows[0]
    const clock = clockOf(pool)
    clock.observe(asked, told, performance.now())
    return { ...ticket, at: clock.local(moment) }
  }
  await pool.query(
    'insert into source_pace (source, next_at) values ($1, clock_timestamp()) on conflict do nothing',
    [source],
  )
  return takeTicket(pool, source, defaultPace, longestWaitMs, options)
}

const clocks = new WeakMap<pg.Pool, DatabaseClock>()

function clockOf(pool: pg.Pool): DatabaseClock {
  const clock = clocks.get(pool) ?? new DatabaseClock()
  clocks.set(pool, clock)
  return clock
}

/** What may have come up while a ticket's moment was waited for. */
export interface LastLook {
  /** Milliseconds that the source is still to be left alone. */
  readonly heldMs: number
  /** What a person asked of the run meanwhile. */
  readonly control: Control
}

/** Read again just before a request of a run is sent. */
export async function lastLook(pool: pg.Pool, source: string, runId: string): Promise<LastLook> {
  const { rows } = await pool.query<LastLook>(
    `select greatest(0, extract(epoch from hold_until - clock_timestamp()) * 1000)::float8 as "heldMs",
            (select control from sync_runs where run_id = $2) as control
     from source_pace where source = $1`,
    [source, runId],
  )
  const look = rows[0]
  return { heldMs: look?.heldMs ?? 0, control: look?.control ?? null }
}
