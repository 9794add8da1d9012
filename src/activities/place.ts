import { setTimeout as sleep } from 'node:timers/promises'
import type { ApplicationFailure } from '@temporalio/common'
import type { RequestRef } from '../contracts/dataset-run.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { releaseProbe } from '../store/pace/breaker.js'
import { HORIZON_MS, lastLook, takeTicket, type Control, type Ticket } from '../store/pace/pace.js'
import { retryLater } from './failures.js'

/** A ticket used later than this is no longer its moment: another request may have it. */
const LATE_MS = 10

/** So long before its moment the last look is taken: on a busy machine it takes longer than a ticket may be late. */
const LOOK_AHEAD_MS = 50

/** A ticket's moment is at least so far ahead, for its news to come in time; who is late all the same doubles it. */
const LEAD_MS = 20
const LONGEST_LEAD_MS = 1_280

/** Nobody waits so long but a worker that stood still: others may have the answer by now, which the next attempt finds. */
const LONGEST_WAIT_MS = 10_000

/** A fetch that is told to stop is about to be cancelled by its workflow; where that got lost it asks again. */
const STOPPED_MS = 5_000

/** A place in the pace whose moment is now. */
export interface Place {
  /** See `Ticket.probe`. */
  readonly probe: boolean
}

/** Who asks for a place. `inProbe`: for a further request of the probe under way. */
export type Asker = Pick<RequestRef, 'runId' | 'urgency'> & { readonly inProbe?: boolean }

/**
 * Takes tickets until one is used in its moment and nobody wants the source, or the run, to be left alone. Short
 * waits are spent here; longer ones end the activity, so that they hold no slot of the worker.
 */
export async function waitForPlace(
  client: Source,
  database: Database,
  asker: Asker,
  signal: AbortSignal,
): Promise<Place> {
  const since = performance.now()
  const ticket = await takePlace(client, database, asker, signal)
  stopAt(ticket.control)
  if (!ticket.taken) throw paced(client, ticket)
  const waitedMs = performance.now() - since
  if (waitedMs <= LONGEST_WAIT_MS) return ticket
  if (ticket.probe) await releaseProbe(database.pool, client.name)
  const seconds = Math.round(waitedMs / 1000)
  throw retryLater('Paced', `the worker stood still: a place in the pace took ${seconds} s`, 0)
}

/** The same for who can do without: the ticket that was not taken, or that a control speaks against. */
export async function takePlace(
  client: Source,
  { pool }: Database,
  { runId, urgency = 'sync', inProbe: alreadyInProbe = false }: Asker,
  signal: AbortSignal,
): Promise<Ticket> {
  let inProbe = alreadyInProbe
  let used = false
  try {
    for (let leadMs = LEAD_MS; ; leadMs = Math.min(2 * leadMs, LONGEST_LEAD_MS)) {
      const options = { runId, inProbe, leadMs }
      const ticket = await takeTicket(pool, client.name, client.pace, HORIZON_MS[urgency], options)
      inProbe ||= ticket.probe
      if (!ticket.taken || ticket.control !== null) return ticket
      const untilLook = ticket.at - LOOK_AHEAD_MS - performance.now()
      if (untilLook > 0) {
        await sleep(untilLook, undefined, { signal })
        const { heldMs, control } = await lastLook(pool, client.name, runId)
        if (control !== null) return { ...ticket, control }
        if (heldMs > 0) continue
      }
      await sleep(Math.max(0, ticket.at - performance.now()), undefined, { signal })
      used = performance.now() - ticket.at <= LATE_MS
      if (used) return { ...ticket, probe: inProbe }
    }
  } finally {
    if (!used && inProbe && !alreadyInProbe) await releaseProbe(pool, client.name)
  }
}

function paced({ name }: Source, { waitMs, hold }: Ticket): ApplicationFailure {
  const seconds = `for the next ${Math.round(waitMs / 1000)} s`
  const why =
    hold === null ? `the pace of ${name} is taken ${seconds}` : `nobody asks ${name} ${seconds}: ${hold}`
  return retryLater('Paced', why, waitMs)
}

/** Ends the attempt when a person wants the run to ask for nothing more. */
function stopAt(control: Control): void {
  if (control === null) return
  const why = control === 'paused' ? 'the run is paused' : 'the run is being cancelled'
  throw retryLater('Stopped', why, STOPPED_MS)
}
