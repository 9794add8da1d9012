import { messageOf } from '../errors.js'
import { SourceError } from '../sources/judge/source-error.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { closeBreaker, releaseProbe, strikesOf } from '../store/pace/breaker.js'
import { archiveAnswer } from '../store/requests/archive-answer.js'
import { archiveFailure, type Attempt } from '../store/requests/archive.js'
import { answeredSince } from '../store/requests/attempts.js'
import { databaseTime, readHoldAndControl } from '../store/pace/pace.js'
import { answeredBefore, type PlannedRequest } from '../store/requests/plan.js'
import { takeSlot, waysOf } from './rate-limit-slot.js'
import { strikeFor } from './strike.js'
import { timed } from './timed.js'

/** A request that fails, the API that it is sent to, and the way. */
type Failing = Attempt & { readonly service: string; readonly way: string }

/**
 * Whether the source answers other requests while one fails again and again: is that request broken, or the whole
 * source? An answer since the previous attempt is proof; without one, a request that is known to have an answer is
 * repeated, a canary. False once the breaker is open, whose probes find out; also when no such request is known or its
 * slot would come too late: the failing request then keeps waiting.
 */
export async function sourceAnswers(
  client: Source,
  database: Database,
  failing: Failing,
  signal: AbortSignal,
): Promise<boolean> {
  const { pool } = database
  if (await answeredSince(pool, failing)) return true
  if ((await strikesOf(pool, failing.way)) > 0) return false
  const known = await answeredBefore(pool, client.name, failing.service, failing.requestKey)
  if (known === undefined) return false
  const slotRequest = { runId: failing.runId, urgency: 'today', inProbe: true, way: failing.way } as const
  const { taken, control, askedNumber } = await takeSlot(client, database, slotRequest, signal)
  if (!taken || control !== null) return false
  return (await askAgain(client, database, { ...failing, askedNumber }, known, signal)) === undefined
}

/**
 * Sends a canary as the breaker's probe, in place of a request that is suspect itself: so a source that is down gets one
 * request a probe. An answer ends the probing, and a failure lengthens the hold. `suspect` has the number of the probe's
 * slot. False: no canary is known.
 */
export async function probeByCanary(
  client: Source,
  database: Database,
  suspect: Failing,
  signal: AbortSignal,
): Promise<boolean> {
  const { pool } = database
  let found = false
  try {
    const known = await answeredBefore(pool, client.name, suspect.service, suspect.requestKey)
    if (known === undefined) {
      found = true // by the suspect itself, which is sent after all
      return false
    }
    // The canary was looked up after the probe's slot, so it takes the next one, unless a slow pace puts that far away: then
    // some milliseconds matter to no second.
    const slotRequest = { runId: suspect.runId, urgency: 'today', inProbe: true, way: suspect.way } as const
    const next = await takeSlot(client, database, slotRequest, signal)
    if (next.control !== null) return true
    const held = async () => (await readHoldAndControl(pool, suspect.way, suspect.runId)).heldMs > 0
    if (!next.taken && (await held())) return true
    const askedNumber = next.taken ? next.askedNumber : suspect.askedNumber
    const failure = await askAgain(client, database, { ...suspect, askedNumber }, known, signal)
    if (failure === undefined) await closeBreaker(pool, suspect.way)
    else await strikeFor(pool, suspect.way, failure, { probe: true, usedUp: false })
    found = true
    return true
  } finally {
    if (!found) await releaseProbe(pool, suspect.way)
  }
}

/** Repeats a request that was answered before, and archives what comes; returns the failure that shows an outage. */
async function askAgain(
  client: Source,
  { pool }: Database,
  inPlaceOf: Attempt & { readonly way: string },
  known: PlannedRequest,
  signal: AbortSignal,
): Promise<SourceError | undefined> {
  const attempt: Attempt = {
    ...inPlaceOf,
    ordinal: null,
    endpoint: known.request.endpoint,
    requestKey: known.requestKey,
    params: known.request.params,
    url: known.request.path,
  }
  const requestedAt = databaseTime(pool)
  try {
    const answer = await client.get(known.request, { signal, way: inPlaceOf.way })
    await archiveAnswer(pool, { ...attempt, url: answer.url }, timed(pool, answer))
    return undefined
  } catch (error) {
    if (signal.aborted || !(error instanceof SourceError)) throw error
    const { errorClass, status, retryAfterMs, byProxy } = error
    await archiveFailure(pool, attempt, {
      outcome: errorClass,
      status,
      error: messageOf(error),
      retryAfterMs,
      requestedAt,
      final: false,
    })
    const ofProxy = byProxy && waysOf(client).length > 1
    return errorClass === 'Blocked' || errorClass === 'Unavailable' || ofProxy ? error : undefined
  }
}
