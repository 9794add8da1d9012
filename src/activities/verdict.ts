import { RETRY_RULES, retryDelay } from '../contracts/retry-rules.js'
import type { SourceError } from '../sources/judge/source-error.js'
import type { Source } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { closeBreaker, hold, strike } from '../store/pace/breaker.js'
import type { Attempt } from '../store/requests/archive.js'
import type { Place } from './place.js'
import { sourceAnswers } from './source-answers.js'

/**
 * What follows a failed attempt: milliseconds until the next, or undefined when the request is given up. Holds
 * everybody off where the source wants it; the breaker's state follows from what the attempt tells of the source.
 */
export async function verdict(
  client: Source,
  database: Database,
  failing: Attempt & { readonly service: string },
  error: SourceError,
  { probe }: Place,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { pool } = database
  const { errorClass, retryAfterMs } = error
  const delay = retryDelay(errorClass, failing.attempt, retryAfterMs)
  if (errorClass !== 'Blocked' && errorClass !== 'Unavailable') {
    if (probe) await closeBreaker(pool, client.name) // whatever it said, it answered
    if (errorClass === 'RateLimited' && delay !== undefined)
      await hold(pool, client.name, delay, error.message)
    return delay
  }
  if (errorClass === 'Unavailable' && delay !== undefined && !probe) return delay
  if (delay === undefined && (await sourceAnswers(client, database, failing, signal))) {
    if (probe) await closeBreaker(pool, client.name)
    return undefined // the source answers, but not this
  }
  const { firstDelayMs, longestDelayMs } = RETRY_RULES.Blocked
  const strikeOf = { firstMs: firstDelayMs, longestMs: longestDelayMs, retryAfterMs }
  return strike(pool, client.name, { ...strikeOf, reason: error.message, probe })
}
