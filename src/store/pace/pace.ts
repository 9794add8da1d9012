import type pg from 'pg'
import type { Budget } from '../../contracts/budget.js'
import type { Urgency } from '../../contracts/season-run.js'
import { perPool } from '../database/per-pool.js'
import { DatabaseClock } from './clock.js'
import { RESERVE, RESERVE_WITH_BUDGET } from './reserve.js'
import { HOLD_UNTIL } from './times.js'

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
  /** The slot's moment by the database's clock, milliseconds, where it counts in a budget. */
  readonly countedAt: number | null
  /** False: the wait would be too long, so no slot was reserved; the caller asks again after `waitMs`. */
  readonly taken: boolean
  /** The reason for the wait, where that is a hold or a probe. */
  readonly hold: string | null
  /** This request probes whether a source that blocked answers again; all others wait for its outcome. */
  readonly probe: boolean
  /** Not taken because another request probes: the wait ends with that probe. */
  readonly probing: boolean
  /** Not taken because so many requests were sent in the last window: the budget in force. */
  readonly budget: Budget | null
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

/** What else counts when slots are reserved. */
export interface SlotTerms {
  /** A further request of the probe in progress. */
  readonly inProbe?: boolean
  /** The budget by this worker's settings. */
  readonly budget?: Budget | undefined
  /** A part of the budget is kept for `today`. */
  readonly urgency?: Urgency
}

/**
 * Reserves the next slots in the rate limit of a source, one for each asker: one UPDATE, so all workers and runs share one
 * queue. The lowest pace that an open run asked for applies; a run that asked for none counts with the source's default,
 * the lowest of all workers' own. Slots further away than `longestWaitMs` are left to others, because a slot that is
 * reserved and not used is lost to all. No window has more slots than the lowest budget of the live workers (budget.ts).
 * After a block one slot at a time is given, until its request has an answer (breaker.ts).
 */
export async function reserveSlots(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  askers: readonly SlotAsker[],
  terms: SlotTerms = {},
): Promise<readonly RateSlot[]> {
  const { inProbe = false, budget, urgency = 'sync' } = terms
  const budgeted = budgetedOf(pool)
  const withBudget = budget !== undefined || budgeted.has(source)
  const values = [
    source,
    defaultPace,
    longestWaitMs,
    inProbe,
    [...new Set(askers.map(({ runId }) => runId))],
    Math.max(...askers.map(({ leadMs }) => leadMs)),
    askers.length,
  ]
  const asked = performance.now()
  const { rows } = withBudget
    ? await pool.query<SlotRow>(RESERVE_WITH_BUDGET, [
        ...values,
        budget?.requests ?? null,
        budget?.seconds ?? null,
        urgency,
      ])
    : await pool.query<SlotRow>(RESERVE, values)
  const slots = rows.toSorted((a, b) => Number(b.taken) - Number(a.taken) || a.moment - b.moment)
  const [any] = slots
  if (any === undefined) {
    await pool.query('insert into sync.source_pace (source) values ($1) on conflict do nothing', [source])
    return reserveSlots(pool, source, defaultPace, longestWaitMs, askers, terms)
  }
  if (any.budgeted) budgeted.add(source)
  else budgeted.delete(source)
  if (any.budgeted && !withBudget)
    return reserveSlots(pool, source, defaultPace, longestWaitMs, askers, terms)
  const clock = clockOf(pool)
  clock.observe(asked, any.databaseTime, performance.now())
  return askers.map(({ runId }, i) => {
    const {
      moment,
      databaseTime: _,
      budgeted: _budgeted,
      controls,
      ...slot
    } = slots[i] ?? slots.at(-1) ?? any
    const countedAt = withBudget && slot.taken ? moment : null
    return { ...slot, at: clock.local(moment), countedAt, control: controls?.[runId] ?? null }
  })
}

/**
 * Gives a slot that no request was sent in back to the budget of its source. Its moment is over, so the pace gains
 * nothing. A slot that counts in no budget is lost.
 */
export async function returnSlot(pool: pg.Pool, source: string, { countedAt }: RateSlot): Promise<void> {
  if (countedAt === null) return
  await pool.query(
    `update sync.source_pace set sent_n = array(
       select n - (part = (select min(part) from unnest(sent_at) with ordinality s(at, part)
                           where at >= to_timestamp($2::float8 / 1000) - interval '1 ms'))::int
       from unnest(sent_n) with ordinality each(n, part) order by part)
     where source = $1 and sent_n is not null`,
    [source, countedAt],
  )
}

/** Reserves one slot. */
export async function reserveSlot(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  { runId = '', leadMs = 0, ...terms }: Partial<SlotAsker> & SlotTerms = {},
): Promise<RateSlot> {
  const askers = [{ runId, leadMs }]
  const [slot] = await reserveSlots(pool, source, defaultPace, longestWaitMs, askers, terms)
  if (slot === undefined) throw new Error(`no answer about a slot of ${source}`)
  return slot
}

/** The sources for which another worker has a budget and this process has none. */
const budgetedOf = perPool(() => new Set<string>())

type SlotRow = Omit<RateSlot, 'at' | 'countedAt' | 'control'> & {
  readonly budgeted: boolean
  readonly databaseTime: number
  readonly moment: number
  readonly controls: Readonly<Record<string, Control>> | null
}

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
            (select control from sync.sync_runs where run_id = $2) as control
     from sync.source_pace p where source = $1`,
    [source, runId],
  )
  const state = rows[0]
  return { heldMs: state?.heldMs ?? 0, control: state?.control ?? null }
}
