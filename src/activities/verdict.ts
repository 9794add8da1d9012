import { retryDelay } from '../contracts/retry-rules.js'
import { isToService } from '../contracts/ways.js'
import type { SourceError } from '../sources/judge/source-error.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { closeBreaker, holdSource } from '../store/pace/breaker.js'
import { learnFromBlock } from '../store/pace/learned.js'
import type { Attempt } from '../store/requests/archive.js'
import { failuresSinceOutage, isDown } from '../store/requests/attempts.js'
import { waysOf, type Slot } from './rate-limit-slot.js'
import { sourceAnswers } from './source-answers.js'
import { strikeFor } from './strike.js'

/** After a failure on one of several ways a request is sent again so soon, on another one, milliseconds. */
const ANOTHER_WAY_MS = 1_000

/** Attempts at a file of a service apart that does not answer, within seconds. */
const SERVICE_ATTEMPTS = 4

/** An attempt that failed; `failures` counts the attempts that failed with its class, this one included. */
export type FailingAttempt = Attempt & {
  readonly service: string
  readonly failures: number
  /** When it was sent, by the database's clock. */
  readonly requestedAt: Date
}

/**
 * Decides what follows a failed attempt: milliseconds until the next one, or undefined when the request is given up.
 * Holds all workers and runs off when the source demands it, and updates the breaker by what the attempt shows.
 */
export async function verdict(
  client: Source,
  database: Database,
  failing: FailingAttempt,
  error: SourceError,
  { probe, way }: Slot,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { pool } = database
  const { errorClass, retryAfterMs } = error
  const several = waysOf(client).length > 1
  const delay = retryDelay(errorClass, failing.failures, retryAfterMs)
  if (several && error.byProxy) {
    // Not the source: the proxy rests, and the request is sent on another way, however often.
    await strikeFor(pool, way, error, { probe, usedUp: false })
    return ANOTHER_WAY_MS
  }
  if (errorClass !== 'Blocked' && errorClass !== 'Unavailable') {
    if (probe) await closeBreaker(pool, way) // any other failure is an answer
    if (errorClass === 'RateLimited' && delay !== undefined) await holdSource(pool, way, delay, error.message)
    return delay
  }
  // Of a service apart nothing waits for better times: its files are asked for again by the next sync, minutes later. cdn.nba.com
  // answers 403 for a file that is not there, too.
  if (isToService(way))
    return errorClass === 'Blocked' || failing.failures >= SERVICE_ATTEMPTS ? undefined : delay
  const usedUp = delay === undefined
  if (errorClass === 'Unavailable' && !usedUp && !probe && !(await isDown(pool, failing))) return delay
  if (usedUp && !probe && (await sourceAnswers(client, database, { ...failing, way }, signal))) {
    // The source answers, but not this request. Failures during an outage are no evidence against it.
    const failures = 1 + (await failuresSinceOutage(pool, failing, errorClass))
    const another = retryDelay(errorClass, failures, retryAfterMs)
    if (another === undefined || errorClass === 'Unavailable') return another
  }
  if (errorClass === 'Blocked') await learnFromBlock(pool, way, client.budget, { ...failing, probe })
  const heldMs = await strikeFor(pool, way, error, { probe, usedUp })
  return several ? Math.min(heldMs, ANOTHER_WAY_MS) : heldMs
}
