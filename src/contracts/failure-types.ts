import { type ActivityFailure, ApplicationFailure, RetryState, TimeoutFailure } from '@temporalio/common'

/** The classes into which a source sorts requests without a usable answer (`sources/judge/`). */
export type SourceErrorClass =
  'RateLimited' | 'Blocked' | 'Unavailable' | 'Refused' | 'ContractBroken' | 'SuspiciouslyEmpty'

/** The types of all failures that pass through Temporal. Workflows judge a failure by its type only. */
export type FailureType =
  | SourceErrorClass
  | 'Paced'
  | 'Stopped'
  | 'StillRunning'
  | 'Invalid'
  | 'Defect'
  | 'DatabaseRefuses'
  | 'OtherSource'
  | 'SourceUnreachable'
  | 'UnknownSource'
  | 'SyncFailed'
  | 'Partial'
  | 'Ending'

export interface FailureKind {
  readonly means: string
  /** `by rule`: as RETRY_RULES decides; `later`: after the delay that the failure itself carries. */
  readonly retried: 'by rule' | 'later' | 'never'
  /**
   * Result of a fetch whose last attempt fails in this way: `given up` costs the run this request alone, `defect` fails
   * its dataset. `none`: no fetch ends in this way.
   */
  readonly request: 'given up' | 'defect' | 'none'
}

const ofSource = (means: string): FailureKind => ({ means, retried: 'by rule', request: 'given up' })

export const FAILURE_TYPES: Readonly<Record<FailureType, FailureKind>> = {
  RateLimited: ofSource('too many requests: 429, or 503 with a usable Retry-After'),
  Blocked: ofSource('the source blocks this client: silence, 403, a page that denies access'),
  Unavailable: ofSource('the network or the server fails: 5xx, network, DNS, TLS, a cut or too slow body'),
  Refused: ofSource('the request is wrong, so a repeat does not help: 400, 401, 404, 407, other 4xx'),
  ContractBroken: ofSource('an answer that breaks the contract: no JSON, too large, a column missing'),
  SuspiciouslyEmpty: ofSource("an answer with nothing in it, where the NBA's API hides silent failures"),
  Paced: { means: 'the rate limit has no slot within the next seconds', retried: 'later', request: 'none' },
  Stopped: { means: 'a person paused the run or cancelled it', retried: 'later', request: 'none' },
  StillRunning: { means: 'the run whose end is awaited is still running', retried: 'later', request: 'none' },
  Invalid: {
    means: 'the request or the archived answer is invalid, so every attempt fails in the same way',
    retried: 'never',
    request: 'defect',
  },
  Defect: {
    means: 'a defect, a missing privilege or a missing table: every attempt fails in the same way',
    retried: 'never',
    request: 'defect',
  },
  DatabaseRefuses: {
    means: 'Postgres refused all attempts for longer than a failover takes, or everything failed for hours',
    retried: 'never',
    request: 'defect',
  },
  OtherSource: { means: 'the database holds another source', retried: 'never', request: 'none' },
  SourceUnreachable: {
    means: 'the source cannot be reached, while a person waits for the start',
    retried: 'never',
    request: 'none',
  },
  UnknownSource: { means: 'the worker does not serve the source', retried: 'never', request: 'defect' },
  SyncFailed: {
    means: 'a run ended as failed; its details are the report',
    retried: 'never',
    request: 'none',
  },
  Partial: {
    means: 'a run ended as partial; its details are the report',
    retried: 'never',
    request: 'none',
  },
  Ending: { means: 'the run is ending, so it cannot be paused any more', retried: 'never', request: 'none' },
}

/** Whether an activity failed while it was being cancelled: Temporal then starts no further attempt, whatever the failure. */
export const wasCancelled = ({ retryState }: ActivityFailure): boolean =>
  retryState === RetryState.CANCEL_REQUESTED

export const isFailureType = (type: string): type is FailureType => Object.hasOwn(FAILURE_TYPES, type)

/**
 * Whether a request is given up after its fetch has failed for the last time: the source's failure is final, or the
 * time for all attempts has ended. Every other failure is a defect.
 */
export function isGivenUp(failure: ActivityFailure): boolean {
  const { cause, retryState } = failure
  if (wasCancelled(failure)) return false
  // When the time for all attempts ends, a server reports either the timeout or the failure of the last attempt.
  if (retryState === RetryState.TIMEOUT || cause instanceof TimeoutFailure) return true
  const type = cause instanceof ApplicationFailure ? (cause.type ?? '') : ''
  return isFailureType(type) && FAILURE_TYPES[type].request === 'given up'
}
