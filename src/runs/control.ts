import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  type Client,
} from '@temporalio/client'
import type pg from 'pg'
import { COMMAND } from '../contracts/next-step.js'
import type { PauseState } from '../contracts/season-run.js'
import { messageOf, UserError } from '../errors.js'
import { setControl } from '../store/runs/runs.js'
import { liveWorkers } from '../store/runs/workers.js'

/** A run that goes on, as Temporal knows it. */
export interface OpenRun {
  readonly workflowId: string
  readonly runId: string
}

/** A worker answers an update within a moment; one that is busy with a merge within seconds. Milliseconds. */
const ANSWER_MS = 30_000

/** Asks a run to end: no further request starts, what was merged stays, its record is ended. */
export async function cancelRun(client: Client, pool: pg.Pool, run: OpenRun): Promise<void> {
  await handleOf(client, run).cancel()
  // Requests that stand ready hear of it only with their next heartbeat; here they look before they ask.
  await setControl(pool, run.runId, 'cancelling')
}

/** Pauses a run or lets it go on; when this returns, no further request can start. Throws a UserError. */
export async function pauseRun(
  client: Client,
  pool: pg.Pool,
  run: OpenRun,
  paused: boolean,
): Promise<PauseState> {
  if ((await liveWorkers(pool)).length === 0)
    throw new UserError(
      `No worker is connected to this database, so nobody can answer; start one with: ${COMMAND.worker}`,
    )
  const update = paused ? 'pause' : 'resume'
  try {
    return await client.withDeadline(Date.now() + ANSWER_MS, () =>
      handleOf(client, run).executeUpdate<PauseState, []>(update),
    )
  } catch (error) {
    if (error instanceof WorkflowUpdateFailedError)
      throw new UserError(`Run ${run.runId} cannot ${update}: ${messageOf(error.cause ?? error)}.`)
    if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError)
      throw new UserError(`No worker answered within ${ANSWER_MS / 1000} s; look at: ${COMMAND.status}`)
    if (error instanceof WorkflowNotFoundError) throw new UserError(`Run ${run.runId} has ended meanwhile.`)
    throw error
  }
}

const handleOf = (client: Client, { workflowId, runId }: OpenRun) =>
  client.workflow.getHandle(workflowId, undefined, { firstExecutionRunId: runId })
