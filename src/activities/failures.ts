import { ApplicationFailure } from '@temporalio/common'
import { messageOf } from '../errors.js'
import { SourceError } from '../sources/source-error.js'

/** Failure types that are not a source's: workflows look at `cause.type` only. */
export const INVALID = 'Invalid'

/** A failure that no retry mends, with its sentence. */
export function permanent(type: string, error: unknown): ApplicationFailure {
  return ApplicationFailure.create({ type, message: messageOf(error), nonRetryable: true })
}

/** A broken contract met while transforming the archived body: the same body breaks it again. */
export function asFailure(error: unknown): unknown {
  return error instanceof SourceError ? permanent(error.errorClass, error) : error
}
