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
import { setBackfillControl } from '../store/runs/backfills.js'
import { setControl } from '../store/runs/runs.js'
import { writeRefusal } from '../store/database/takes-writes.js'
import { liveWorkers } from '../store/runs/workers.js'

/** A running sync, as Temporal knows it. */
export interface OpenRun {
  readonly workflowId: string
  readonly runId: string
}

/** An idle worker answers an update at once, a worker that is busy with a merge within seconds. Milliseconds. */
const ANSWER_MS = 30_000

/** Cancels a run: no further request starts, what was merged stays, and the end is recorded. */
export async function cancelRun(client: Client, pool: pg.Pool, run: OpenRun): Promise<void> {
  await handleOf(client, run).cancel()
  // A waiting fetch learns of the cancellation only with its next heartbeat, but reads this column just before it asks.
  await setControl(pool, run.runId, 'cancelling')
}

/** Cancels a backfill: its running seasons end as `cancelRun` ends them, and no other starts. */
export async function cancelBackfill(client: Client, pool: pg.Pool, run: OpenRun): Promise<void> {
  await handleOf(client, run).cancel()
  await setBackfillControl(pool, run.runId, 'cancelling')
}

/** Pauses or resumes a run or a backfill; once a pause returns, no further request can start. Throws a UserError. */
export async function pauseRun(
  client: Client,
  pool: pg.Pool,
  run: OpenRun,
  paused: boolean,
): Promise<PauseState> {
  const refusal = await writeRefusal(pool)
  if (refusal !== undefined) throw new UserError(`${refusal}.`)
  if ((await liveWorkers(pool)).length === 0)
    throw new UserError(
      `No worker is connected to this database, so the run cannot be reached; start one with: ${COMMAND.worker}`,
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
