import type { SourceErrorClass } from './failure-types.js'

export interface RetryRule {
  /**
   * Attempts that may fail with this class before the request is given up; undefined: only the time budget limits
   * them. A request that is `Blocked`, or that finds the source `Unavailable`, is given up only while the source
   * answers others. Otherwise the whole source is blocked or down, and only waiting helps. Attempts of such an outage
   * do not count once it is over.
   */
  readonly attempts?: number
  /** First wait and longest wait, milliseconds; each wait doubles. A Retry-After takes precedence. */
  readonly firstDelayMs: number
  readonly longestDelayMs: number
}

export const RETRY_RULES: Readonly<Record<SourceErrorClass, RetryRule>> = {
  // Only time helps, so attempts are not limited. The source says how long in Retry-After; without one the wait doubles.
  RateLimited: { firstDelayMs: 2_000, longestDelayMs: 300_000 },
  // Blocks of the NBA last minutes to hours; each early attempt may lengthen them. All workers share these waits.
  Blocked: { attempts: 5, firstDelayMs: 60_000, longestDelayMs: 900_000 },
  // A broken server recovers within seconds, or never answers this one request: about two minutes in eight attempts.
  Unavailable: { attempts: 8, firstDelayMs: 1_000, longestDelayMs: 120_000 },
  // The request itself is wrong.
  Refused: { attempts: 1, firstDelayMs: 0, longestDelayMs: 0 },
  // An error page with status 200 passes; a changed contract does not.
  ContractBroken: { attempts: 3, firstDelayMs: 2_000, longestDelayMs: 10_000 },
  // Silent failures of the API pass within seconds; a season without data stays empty.
  SuspiciouslyEmpty: { attempts: 3, firstDelayMs: 1_000, longestDelayMs: 5_000 },
}

/** Time for all attempts of a request, from the first scheduling of its fetch: longer than an outage of a night. */
export const REQUEST_BUDGET_MS = 24 * 3_600_000

/**
 * The wait before the next attempt, or undefined when the attempts are used up. `attempt` counts the
 * attempts that failed with this class, from 1.
 */
export function retryDelay(
  errorClass: SourceErrorClass,
  attempt: number,
  retryAfterMs?: number,
): number | undefined {
  const rule = RETRY_RULES[errorClass]
  if (rule.attempts !== undefined && attempt >= rule.attempts) return undefined
  return retryAfterMs ?? Math.min(rule.longestDelayMs, rule.firstDelayMs * 2 ** Math.min(attempt - 1, 20))
}
