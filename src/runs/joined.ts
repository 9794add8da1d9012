import type { Client } from '@temporalio/client'
import type pg from 'pg'
import { ifKnown } from '../contracts/if-known.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import { UserError } from '../errors.js'
import { hasRunRecord } from '../store/runs/runs.js'
import { poll } from '../system/poll.js'
import type { OpenRun } from './control.js'

/** A run is on record as soon as a worker has taken it. Milliseconds. */
const RECORD_MS = 15_000

/**
 * Checks that the run that a sync has joined is on record, or will be. Throws a UserError if its workflow has opened the
 * record and the database has none: what it merges is not the whole any more, and nothing of it would be shown.
 */
export async function checkJoined(
  client: Client,
  pool: pg.Pool,
  run: OpenRun,
  { season, seasonType, source }: Pick<SeasonSyncInput, 'season' | 'seasonType' | 'source'>,
): Promise<void> {
  const state = await poll(
    async () => {
      if (await hasRunRecord(pool, run.runId)) return 'recorded'
      if (await isOpening(client, run)) return undefined
      return (await hasRunRecord(pool, run.runId)) ? 'recorded' : 'lost'
    },
    { everyMs: 200, timeoutMs: RECORD_MS },
  )
  if (state === 'lost')
    throw new UserError(
      `The sync of ${season} ${seasonType} that is running (run ${run.runId}) is not on record in this database, which was restored from before it or is not its workers' one; end it with: ${COMMAND.cancel({ runId: run.runId, source })}`,
    )
}

/** True if the workflow has not opened its record yet, as far as Temporal tells: a worker has it in hand, or none has. */
async function isOpening(client: Client, { workflowId }: OpenRun): Promise<boolean> {
  const workflow = await ifKnown(client.workflow.getHandle(workflowId).describe())
  if (workflow === undefined) return true // it was started a moment ago
  const { pendingWorkflowTask, pendingActivities } = workflow.raw
  return (
    workflow.status.name === 'RUNNING' &&
    (Boolean(pendingWorkflowTask) ||
      (pendingActivities ?? []).some(({ activityType }) => activityType?.name === 'openRunRecord'))
  )
}
