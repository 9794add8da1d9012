import { ApplicationFailure, type ApplicationFailureCategory } from '@temporalio/common'
import pg from 'pg'
import type { FailureType } from '../contracts/failure-types.js'
import { messageOf } from '../errors.js'
import { SourceError } from '../sources/judge/source-error.js'

/** A failure that no retry mends, with its sentence. */
export function permanent(type: FailureType, error: unknown): ApplicationFailure {
  return ApplicationFailure.create({ type, message: messageOf(error), nonRetryable: true })
}

/** A failure that is tried again after a delay of at least a millisecond: 0 would mean Temporal's own backoff. */
export function retryLater(
  type: FailureType,
  message: string,
  delayMs: number,
  category?: ApplicationFailureCategory,
): ApplicationFailure {
  const nextRetryDelay = Math.max(1, Math.ceil(delayMs))
  return ApplicationFailure.create({ type, message, nextRetryDelay, ...(category && { category }) })
}

/** SQLSTATE classes that speak of the data and not of the server: data exception, integrity, program limit. */
const OF_DATA = /^(?:22|23|54)/

/**
 * What an archived body meets again however often it is tried: a broken contract, a value that its column cannot hold,
 * an answer that the code cannot take. Everything else (a server that has gone) passes and is tried again.
 */
export function asFailure(error: unknown): unknown {
  if (error instanceof SourceError) return permanent(error.errorClass, error)
  const ofData = error instanceof pg.DatabaseError && OF_DATA.test(error.code ?? '')
  if (ofData || error instanceof TypeError || error instanceof RangeError) return permanent('Invalid', error)
  return error
}
