import { ActivityFailure } from '@temporalio/common'
import type { SyncEnd } from '../contracts/run-end.js'
import { innermostCause, messageOf } from '../errors.js'

/**
 * The end of a run whose workflow failed and did not record it: an activity of the workflow itself was refused, or the
 * workflow was ended by others.
 */
export function unrecordedEnd(error: unknown): SyncEnd {
  const sentence = messageOf(innermostCause(error))
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof ActivityFailure)
      return { outcome: 'failed', cause: `the end of the run could not be recorded: ${sentence}` }
  return { outcome: 'failed', cause: `ended from outside: ${sentence}` }
}
