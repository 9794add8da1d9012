import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import type pg from 'pg'
import { endInFailure, type SyncEnd } from '../contracts/run-end.js'
import { closeOrphanedRun, openRuns } from '../store/runs/runs.js'
import { presentExecution } from './present-execution.js'

/** The cause to record for a run that could not record its own end, by its workflow's status. */
const ENDS: Readonly<Record<string, string>> = {
  TERMINATED: 'terminated from outside',
  TIMED_OUT: 'timed out in Temporal',
  FAILED: 'failed in Temporal before it could be recorded',
  CANCELLED: 'cancelled in Temporal before it could be recorded',
  COMPLETED: 'ended in Temporal without a record',
}

/**
 * Records the end of runs that were ended from outside (terminated, timed out) and so could not record it themselves.
 * Returns their ids. A run that this Temporal does not know is not changed: it may belong to another Temporal.
 */
export async function reconcileRuns(client: Client, pool: pg.Pool): Promise<readonly string[]> {
  const ended: string[] = []
  for (const run of await openRuns(pool, client.options.namespace)) {
    const workflow = await presentExecution(client, run)
    const end = workflow && (await endInTemporal(client, workflow))
    if (end === undefined) continue
    await closeOrphanedRun(pool, run.runId, end)
    ended.push(run.runId)
  }
  return ended
}

/** The end of a workflow that has closed. A failure that reports the run's own end counts before the status. */
async function endInTemporal(
  client: Client,
  { status, workflowId, runId }: WorkflowExecutionDescription,
): Promise<SyncEnd | undefined> {
  const cause = ENDS[status.name]
  if (cause === undefined) return undefined
  if (status.name === 'FAILED') {
    const failure = await failureOf(client.workflow.getHandle(workflowId, runId).result())
    const own = endInFailure(failure)
    if (own !== undefined) return own
  }
  return { outcome: status.name === 'CANCELLED' ? 'cancelled' : 'failed', cause }
}

const failureOf = (result: Promise<unknown>): Promise<unknown> =>
  result.then(
    () => undefined,
    (error: unknown) => error,
  )
