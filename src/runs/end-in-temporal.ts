import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import type { SyncEnd } from '../contracts/run-end.js'
import { endByFailure } from './end-by-failure.js'

/** The cause to record for a run that could not record its own end, by its workflow's status. */
const ENDS: Readonly<Record<string, string>> = {
  TERMINATED: 'terminated from outside',
  TIMED_OUT: 'timed out in Temporal',
  CANCELLED: 'cancelled in Temporal before it could be recorded',
  COMPLETED: 'ended in Temporal without a record',
}

/** The end of a workflow that has closed. A failure that reports the run's own end counts before the status. */
export async function endInTemporal(
  client: Client,
  { status, workflowId, runId }: WorkflowExecutionDescription,
): Promise<SyncEnd | undefined> {
  if (status.name === 'FAILED')
    return endByFailure(await failureOf(client.workflow.getHandle(workflowId, runId).result()))
  const cause = ENDS[status.name]
  if (cause === undefined) return undefined
  return { outcome: status.name === 'CANCELLED' ? 'cancelled' : 'failed', cause }
}

const failureOf = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => undefined,
    (error: unknown) => error,
  )
