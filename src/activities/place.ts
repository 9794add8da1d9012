import { setTimeout as sleep } from 'node:timers/promises'
import { ApplicationFailure } from '@temporalio/common'
import type { RequestRef } from '../contracts.js'
import type { Source } from '../sources/source.js'
import { releaseProbe } from '../store/breaker.js'
import type { Database } from '../store/database.js'
import { HORIZON_MS, lastLook, takeTicket, type Control, type Ticket } from '../store/pace.js'

/** A ticket used later than this is no longer its moment: another request may have it. */
const LATE_MS = 20

/** So long before its moment the last look is taken: on a busy machine it takes longer than a ticket may be late. */
const LOOK_AHEAD_MS = 50

/** A ticket for now is used at once: what a look would tell, it has just told itself. */
const NOW_MS = 5

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
  let inProbe = false
  try {
    for (;;) {
      const ticket = await takeTicket(pool, client.name, client.pace, HORIZON_MS[urgency], { runId, inProbe })
      const { waitMs } = ticket
      inProbe ||= ticket.probe
      stopAt(ticket.control)
      if (!ticket.taken) throw paced(client, ticket)
      if (waitMs <= NOW_MS) return { probe: inProbe }
      const moment = performance.now() + waitMs
      await sleep(Math.max(0, waitMs - LOOK_AHEAD_MS), undefined, { signal })
      const { heldMs, control } = await lastLook(pool, client.name, runId)
      stopAt(control)
      await sleep(Math.max(0, moment - performance.now()), undefined, { signal })
      if (heldMs === 0 && performance.now() - moment <= LATE_MS) return { probe: inProbe }
    }
  } catch (error) {
    if (inProbe) await releaseProbe(pool, client.name)
    throw error
  }
}

function paced({ name }: Source, { waitMs, hold }: Ticket): ApplicationFailure {
  const seconds = `for the next ${Math.round(waitMs / 1000)} s`
  return ApplicationFailure.create({
    type: 'Paced',
    message:
      hold === null ? `the pace of ${name} is taken ${seconds}` : `nobody asks ${name} ${seconds}: ${hold}`,
    nextRetryDelay: Math.max(1, Math.ceil(waitMs)), // a place that is free by now is asked for at once, not after a backoff
  })
}

/** Ends the attempt when a person wants the run to ask for nothing more. */
function stopAt(control: Control): void {
  if (control === null) return
  throw ApplicationFailure.create({
    type: 'Stopped',
    message: control === 'paused' ? 'the run is paused' : 'the run is being cancelled',
    nextRetryDelay: STOPPED_MS,
  })
}
