import { setTimeout as sleep } from 'node:timers/promises'
import { ApplicationFailure } from '@temporalio/common'
import type { RequestRef } from '../contracts.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database.js'
import { HORIZON_MS, lastLook, takeTicket } from '../store/pace.js'

/** A ticket used later than this is no longer its moment: another request may have it. */
const LATE_MS = 20

/** A fetch that is told to stop is about to be cancelled by its workflow; where that got lost it asks again. */
const STOPPED_MS = 5_000

/** A place in the pace whose moment is now. */
export interface Place {
  /** See `Ticket.probe`. */
  readonly probe: boolean
}

/**
 * Takes tickets until one is used in its moment and nobody wants the source, or the run, to be left alone. Short
 * waits are spent here; longer ones end the activity, so that they hold no slot of the worker.
 */
export async function waitForPlace(
  client: Source,
  { pool }: Database,
  { runId, urgency = 'sync' }: Pick<RequestRef, 'runId' | 'urgency'>,
  signal: AbortSignal,
): Promise<Place> {
  for (;;) {
    const ticket = await takeTicket(pool, client.name, client.pace, HORIZON_MS[urgency])
    const { waitMs, probe } = ticket
    if (!ticket.taken) {
      throw ApplicationFailure.create({
        type: 'Paced',
        message:
          ticket.hold === null
            ? `the pace of ${client.name} is taken for the next ${Math.round(waitMs / 1000)} s`
            : `nobody asks ${client.name} for the next ${Math.round(waitMs / 1000)} s: ${ticket.hold}`,
        nextRetryDelay: Math.max(1, Math.ceil(waitMs)), // a place that is free by now is asked for at once, not after a backoff
      })
    }
    const moment = performance.now() + waitMs
    if (waitMs > 0) await sleep(waitMs, undefined, { signal })
    const { heldMs, control } = await lastLook(pool, client.name, runId)
    signal.throwIfAborted()
    if (control !== null) {
      throw ApplicationFailure.create({
        type: 'Stopped',
        message: control === 'paused' ? 'the run is paused' : 'the run is being cancelled',
        nextRetryDelay: STOPPED_MS,
      })
    }
    if (heldMs === 0 && performance.now() - moment <= LATE_MS) return { probe }
  }
}
