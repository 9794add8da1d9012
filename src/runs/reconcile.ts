import type { Client, WorkflowExecutionDescription } from '@temporalio/client'
import type pg from 'pg'
import { clusterIdOf } from '../contracts/cluster.js'
import type { SyncEnd } from '../contracts/run-end.js'
import { closeOrphanedRun, openRuns } from '../store/runs/runs.js'
import { presentExecution } from './present-execution.js'
import { endByFailure } from './end-by-failure.js'

/** The cause to record for a run that could not record its own end, by its workflow's status. */
const ENDS: Readonly<Record<string, string>> = {
  TERMINATED: 'terminated from outside',
  TIMED_OUT: 'timed out in Temporal',
  CANCELLED: 'cancelled in Temporal before it could be recorded',
  COMPLETED: 'ended in Temporal without a record',
}

/** The end of a run that its own Temporal does not know: its data was lost, or kept longer than Temporal keeps it. */
const LOST: SyncEnd = { outcome: 'failed', cause: 'Temporal does not know the run' }

/**
 * Records the end of runs that were ended from outside (terminated, timed out) or lost by Temporal, and so could not
 * record it themselves. Returns their ids. A run of another Temporal is not changed. `embedded`: database and Temporal
 * are those of the embedded stack, which belong together, whatever file Temporal has its data in.
 */
export async function reconcileRuns(
  client: Client,
  pool: pg.Pool,
  { embedded = false }: { readonly embedded?: boolean } = {},
): Promise<readonly string[]> {
  const ended: string[] = []
  for (const run of await openRuns(pool, client.options.namespace)) {
    const workflow = await presentExecution(client, run)
    const ours = embedded || (run.clusterId !== null && run.clusterId === (await clusterIdOf(client)))
    const end = workflow === undefined ? (ours ? LOST : undefined) : await endInTemporal(client, workflow)
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
