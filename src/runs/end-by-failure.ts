import { ActivityFailure } from '@temporalio/common'
import { endInFailure, type SyncEnd } from '../contracts/run-end.js'
import { innermostCause, messageOf } from '../errors.js'

/**
 * The end of a run by the failure of its workflow: the one that it reports, or, where it reports none, that an activity of the
 * workflow itself was refused, or that others ended the workflow.
 */
export function endByFailure(error: unknown): SyncEnd {
  const own = endInFailure(error)
  if (own !== undefined) return own
  const sentence = messageOf(innermostCause(error))
  for (let each = error; each instanceof Error; each = each.cause)
    if (each instanceof ActivityFailure)
      return { outcome: 'failed', cause: `the end of the run could not be recorded: ${sentence}` }
  return { outcome: 'failed', cause: `ended from outside: ${sentence}` }
}
