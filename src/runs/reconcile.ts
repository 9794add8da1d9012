import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import type pg from 'pg'
import { ifKnown } from '../contracts/if-known.js'
import { endFromOutside, openRuns } from '../store/runs/runs.js'

/** What a workflow's status says of a run that could not record its own end. */
const ENDS: Readonly<Record<string, string>> = {
  TERMINATED: 'terminated from outside',
  TIMED_OUT: 'timed out in Temporal',
  FAILED: 'failed in Temporal before it could be recorded',
  CANCELLED: 'cancelled in Temporal before it could be recorded',
  COMPLETED: 'ended in Temporal without a record',
}

/**
 * Ends the record of runs that were ended from outside (terminated, timed out) and so could not do it themselves.
 * Returns their ids. A run that this Temporal does not know is left alone: it may be another one's.
 */
export async function reconcileRuns(client: Client, pool: pg.Pool): Promise<readonly string[]> {
  const ended: string[] = []
  for (const run of await openRuns(pool, client.options.namespace)) {
    const workflow = await describe(client, run)
    const cause = workflow === undefined ? undefined : ENDS[workflow.status.name]
    if (cause === undefined) continue
    await endFromOutside(
      pool,
      run.runId,
      workflow?.status.name === 'CANCELLED' ? 'cancelled' : 'failed',
      cause,
    )
    ended.push(run.runId)
  }
  return ended
}

/** The workflow as it is now; after a reset that is a later execution of the same chain. */
async function describe(
  client: Client,
  { workflowId, runId }: { readonly workflowId: string; readonly runId: string },
): Promise<WorkflowExecutionDescription | undefined> {
  const latest = await ifKnown(client.workflow.getHandle(workflowId).describe())
  if (latest?.raw.workflowExecutionInfo?.firstRunId === runId) return latest
  return ifKnown(client.workflow.getHandle(workflowId, runId).describe())
}
