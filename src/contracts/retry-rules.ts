import type { SourceErrorClass } from './failure-types.js'

export interface RetryRule {
  /**
   * Attempts before the request is given up; undefined: the time budget alone decides. A request that is `Blocked` or
   * finds the source `Unavailable` is given up only while the source answers others: otherwise all of it is blocked
   * or down, and waiting is what helps.
   */
  readonly attempts?: number
  /** First wait and longest wait, milliseconds; each wait doubles. A Retry-After wins. */
  readonly firstDelayMs: number
  readonly longestDelayMs: number
}

export const RETRY_RULES: Readonly<Record<SourceErrorClass, RetryRule>> = {
  // The source says when to come back, or will: only time helps.
  RateLimited: { firstDelayMs: 2_000, longestDelayMs: 300_000 },
  // Blocks of the NBA last minutes to hours; each early try may lengthen them. The waits are the whole fleet's.
  Blocked: { attempts: 5, firstDelayMs: 60_000, longestDelayMs: 900_000 },
  // A broken server is back in seconds or not at all for this one request: about five minutes in eight attempts.
  Unavailable: { attempts: 8, firstDelayMs: 1_000, longestDelayMs: 120_000 },
  // The request itself is wrong.
  Refused: { attempts: 1, firstDelayMs: 0, longestDelayMs: 0 },
  // An error page with status 200 passes; a changed contract does not.
  ContractBroken: { attempts: 3, firstDelayMs: 2_000, longestDelayMs: 10_000 },
  // Silent failures of the API pass within seconds; a season without data stays empty.
  SuspiciouslyEmpty: { attempts: 3, firstDelayMs: 1_000, longestDelayMs: 5_000 },
}

/** Time that a request may take over all attempts, from its first planning: a night's outage and more. */
export const REQUEST_BUDGET_MS = 24 * 3_600_000

/**
 * The wait before the next attempt, or undefined when the attempts are used up. `attempt` counts from 1.
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
