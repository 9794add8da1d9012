import { ApplicationFailure, ApplicationFailureCategory } from '@temporalio/common'
import pg from 'pg'
import type { FailureType } from '../contracts/failure-types.js'
import { messageOf } from '../errors.js'
import { SourceError } from '../sources/judge/source-error.js'
import { UnreadableBody } from '../store/requests/archived-answers.js'

/** A failure that no retry can mend, with the error's message. */
export function permanent(type: FailureType, error: unknown): ApplicationFailure {
  return ApplicationFailure.create({ type, message: messageOf(error), nonRetryable: true })
}

/**
 * A failure that Temporal retries after the delay. At least 1 ms, since 0 would mean Temporal's own backoff. Without a
 * stack: it says what the source did, and no line of code is to blame.
 */
export function retryLater(
  type: FailureType,
  message: string,
  delayMs: number,
  category?: ApplicationFailureCategory,
): ApplicationFailure {
  const nextRetryDelay = Math.max(1, Math.ceil(delayMs))
  const failure = ApplicationFailure.create({ type, message, nextRetryDelay, ...(category && { category }) })
  failure.stack = ''
  return failure
}

/** The end of an attempt that waits, so that another continues: Temporal counts and logs it as no failure. */
export const waitLater = (type: FailureType, why: string, delayMs: number): ApplicationFailure =>
  retryLater(type, why, delayMs, ApplicationFailureCategory.BENIGN)

/** SQLSTATE classes that are caused by the data and not by the server: data exception, integrity, program limit. */
const DATA_ERRORS = /^(?:22|23|54)/

/**
 * Makes an error permanent if the archived body causes it in every attempt: a broken contract, a value that its column
 * cannot hold, a body that cannot be decoded, an answer that the code cannot process. Any other error is returned as it
 * is and retried, since it passes: a server that is down, for example.
 */
export function asFailure(error: unknown): unknown {
  if (error instanceof SourceError) return permanent(error.errorClass, error)
  const ofData = error instanceof pg.DatabaseError && DATA_ERRORS.test(error.code ?? '')
  const ofBody = error instanceof UnreadableBody || error instanceof TypeError || error instanceof RangeError
  if (ofData || ofBody) return permanent('Invalid', error)
  return error
}
