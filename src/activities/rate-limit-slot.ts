import { setTimeout as sleep } from 'node:timers/promises'
import { budgetText } from '../contracts/budget.js'
import type { FailureType } from '../contracts/failure-types.js'
import type { RequestRef } from '../contracts/dataset-run.js'
import { isToService, wayToService } from '../contracts/ways.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { releaseProbe } from '../store/pace/breaker.js'
import {
  HORIZON_MS,
  readHoldAndControl,
  reserveSlot,
  returnSlot,
  type Control,
  type RateSlot,
} from '../store/pace/pace.js'
import { reserveTogether } from '../store/pace/slots-together.js'
import { LATEST_MS } from '../store/pace/times.js'
import { duration } from '../text/duration.js'
import { waitLater } from './failures.js'

/**
 * The last check of holds and controls is made this long before the slot: on a busy machine it takes longer than
 * a slot may be used late.
 */
const LAST_CHECK_MS = 50

/** The longest time between the last check and the request: a slot may be used late. */
export const LONGEST_AFTER_CHECK_MS = LAST_CHECK_MS + LATEST_MS

/**
 * A slot is at least this far ahead, so that Postgres's answer arrives before it; a request that is late all the same
 * doubles the lead.
 */
const LEAD_MS = 20
const LONGEST_LEAD_MS = 1_280

/** Only a worker that stood still waits this long. Others may have the answer by now, which the next attempt finds. */
const LONGEST_WAIT_MS = 10_000

/** The workflow is about to cancel a stopped fetch; if that cancellation is lost, the fetch looks again after this wait. */
const STOPPED_MS = 5_000

/** A long wait within an attempt is cut into parts of this length: meanwhile another run may archive the answer. */
export const LONGEST_PART_MS = 30_000

/** A slot in the rate limit whose time has come. */
export interface Slot {
  /** See `RateSlot.probe`. */
  readonly probe: boolean
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
  /** The way to the source that the slot is of. */
  readonly way: string
}

/** The run that needs a slot, and its urgency. */
export type SlotRequest = Pick<RequestRef, 'runId' | 'urgency'> & {
  /** For a further request of the probe in progress. */
  readonly inProbe?: boolean
  /** The service that is asked. */
  readonly service?: string
  /** The one way to take; by default all, */
  readonly way?: string
  /** from this one on: another for each request and each attempt. */
  readonly turn?: number
}

/** A wait for a slot of the rate limit, for the end of a hold, or for a paused run. */
export interface Wait {
  readonly type: FailureType
  readonly why: string
  readonly waitMs: number
  /** The wait is for the outcome of another request's probe, */
  readonly probing: boolean
  /** on this way. */
  readonly way: string
}

/**
 * Waits some seconds for a slot in the rate limit and returns when it has come. Where it comes later, or a person stopped
 * the run, it returns the reason, and how long to wait before the next question.
 */
export async function waitForSlot(
  client: Source,
  database: Database,
  request: SlotRequest,
  signal: AbortSignal,
): Promise<Slot | Wait> {
  const since = performance.now()
  const slot = await takeSlot(client, database, request, signal)
  if (slot.control !== null) return stopped(slot.control, slot.way)
  if (!slot.taken) return paced(slot)
  const waitedMs = performance.now() - since
  if (waitedMs <= LONGEST_WAIT_MS) return slot
  if (slot.probe) await releaseProbe(database.pool, slot.way)
  await returnSlot(database.pool, slot.way, slot)
  const seconds = Math.round(waitedMs / 1000)
  throw waitLater('Paced', `the worker stood still: a slot in the rate limit took ${seconds} s`, 0)
}

/** The ways to a source, or to a service of it. */
export function waysOf({ name, ways = [name], apart }: Source, service?: string): readonly string[] {
  return service !== undefined && apart?.includes(service) === true
    ? ways.map((way) => wayToService(way, service))
    : ways
}

/** The budget of a way: a service of its own has none. */
export const budgetOf = ({ budget }: Source, way: string): Source['budget'] =>
  isToService(way) ? undefined : budget

/**
 * Takes a slot of the first way that has one within its horizon; where none has, returns that of the shortest wait. See
 * `takeSlotOf`.
 */
export async function takeSlot(
  client: Source,
  database: Database,
  request: SlotRequest,
  signal: AbortSignal,
): Promise<RateSlot & { readonly way: string }> {
  const { way: only, turn = 0, service } = request
  const ways = only === undefined ? waysOf(client, service) : [only]
  let soonest: (RateSlot & { readonly way: string }) | undefined
  for (let i = 0; i < ways.length; i++) {
    const way = ways[(turn + i) % ways.length] ?? client.name
    const slot = { ...(await takeSlotOf(way, client, database, request, signal)), way }
    if (slot.taken || slot.control !== null) return slot
    if (soonest === undefined || slot.waitMs < soonest.waitMs) soonest = slot
  }
  if (soonest === undefined) throw new Error(`there is no way to ${client.name}`)
  return soonest
}

/**
 * Takes slots of one way until one is used in time. Unlike `waitForSlot` it does not throw: it returns a slot that is not
 * `taken`, or that has a `control`, when no request may be sent.
 */
async function takeSlotOf(
  way: string,
  client: Source,
  { pool }: Database,
  { runId, urgency = 'sync', inProbe: alreadyInProbe = false }: SlotRequest,
  signal: AbortSignal,
): Promise<RateSlot> {
  let inProbe = alreadyInProbe
  let used = false
  let unused: RateSlot | undefined
  const giveBack = async (): Promise<void> => {
    const slot = unused
    unused = undefined
    if (slot !== undefined) await returnSlot(pool, way, slot)
  }
  try {
    for (let leadMs = LEAD_MS; ; leadMs = Math.min(2 * leadMs, LONGEST_LEAD_MS)) {
      await giveBack()
      const ask = [pool, way, client.pace, HORIZON_MS[urgency]] as const
      const budget = budgetOf(client, way)
      const slot = inProbe
        ? await reserveSlot(...ask, { runId, inProbe, leadMs, budget, urgency })
        : await reserveTogether(...ask, { runId, leadMs }, { budget, urgency })
      inProbe ||= slot.probe
      unused = slot
      if (!slot.taken || slot.control !== null) return slot
      const untilCheck = slot.at - LAST_CHECK_MS - performance.now()
      if (untilCheck > 0) {
        await sleep(untilCheck, undefined, { signal })
        const { heldMs, control } = await readHoldAndControl(pool, way, runId)
        if (control !== null) return { ...slot, control }
        if (heldMs > 0) continue
      }
      await sleep(Math.max(0, slot.at - performance.now()), undefined, { signal })
      used = performance.now() - slot.at <= slot.mayBeLateMs
      if (used) return { ...slot, probe: inProbe }
    }
  } finally {
    if (!used && inProbe && !alreadyInProbe) await releaseProbe(pool, way)
    if (!used) await giveBack()
  }
}

function paced(slot: RateSlot & { readonly way: string }): Wait {
  const { way, waitMs, probing } = slot
  return { type: 'Paced', why: reasonOf(way, slot), waitMs, probing, way }
}

function reasonOf(name: string, { waitMs, hold, budget }: RateSlot): string {
  const seconds = `for the next ${Math.round(waitMs / 1000)} s`
  if (hold !== null) return `no request to ${name} ${seconds}: ${hold}`
  if (budget === null) return `the rate limit of ${name} has no slot ${seconds}`
  return `next request to ${name} in ${duration(waitMs)}: budget of ${budgetText(budget)}`
}

const stopped = (control: NonNullable<Control>, way: string): Wait => ({
  way,
  type: 'Stopped',
  why: control === 'paused' ? 'the run is paused' : 'the run is being cancelled',
  waitMs: STOPPED_MS,
  probing: false,
})
