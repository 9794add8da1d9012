import type pg from 'pg'
import type { SourceErrorClass } from '../contracts/failure-types.js'
import { RETRY_RULES, retryDelay } from '../contracts/retry-rules.js'
import type { SourceError } from '../sources/judge/source-error.js'
import { strike, strikesOf } from '../store/pace/breaker.js'

/**
 * Holds the source because of a request that found it blocking or down; returns the remaining milliseconds. `usedUp`: the
 * request has used up its attempts.
 */
export function strikeFor(
  pool: pg.Pool,
  source: string,
  { errorClass, message: reason, retryAfterMs }: SourceError,
  { probe, usedUp }: { readonly probe: boolean; readonly usedUp: boolean },
): Promise<number> {
  // A server that is restarted is back within seconds; whoever blocks is not to be asked for a minute.
  const { firstDelayMs } = RETRY_RULES[errorClass === 'Unavailable' && !usedUp ? 'Unavailable' : 'Blocked']
  const { longestDelayMs } = RETRY_RULES.Blocked
  return strike(pool, source, {
    firstMs: firstDelayMs,
    longestMs: longestDelayMs,
    retryAfterMs,
    reason,
    probe,
  })
}

/**
 * Whether a probe is a canary and not its own request: that is suspect if another failure would be its last. In an outage
 * each probe may be another request, so that no request alone uses up its attempts: strikes count them together. Every
 * second probe is the request itself, since the canary too may be what the source no longer answers.
 */
export async function isCanarysTurn(
  pool: pg.Pool,
  source: string,
  failuresAs: (errorClass: SourceErrorClass) => number,
): Promise<boolean> {
  const strikes = await strikesOf(pool, source)
  const usedUp = (errorClass: SourceErrorClass, failures: number): boolean =>
    retryDelay(errorClass, failures) === undefined
  const suspect =
    usedUp('Blocked', Math.max(strikes + 1, failuresAs('Blocked'))) ||
    usedUp('Unavailable', failuresAs('Unavailable'))
  return suspect && strikes % 2 === 0
}
