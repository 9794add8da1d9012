import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client'
import { WorkflowIdConflictPolicy } from '@temporalio/common'
import type pg from 'pg'
import { checkAgreement } from '../connect/agreement.js'
import { ifKnown } from '../contracts/if-known.js'
import { QUEUE } from '../contracts/names.js'
import { COMMAND } from '../contracts/next-step.js'
import type { SeasonSyncInput } from '../contracts/season-run.js'
import { narrowText, seasonStart, workflowIdOf } from '../contracts/season-start.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { surelyUnknownTeam } from '../store/requests/narrow.js'
import { capital } from '../text/capital.js'
import type { seasonSync } from '../workflows/season-sync.js'
import { checkJoined } from './joined.js'

export type SyncHandle = WorkflowHandleWithFirstExecutionRunId<typeof seasonSync>

/**
 * Starts the sync of a season, after a check that the command's settings agree with the workers'. Throws a UserError if
 * they differ, if no worker is connected, if the season has no such team, or if a sync of this season is running (`join` attaches to that one instead,
 * unless this database does not know it).
 */
export async function startSync(
  client: Client,
  pool: pg.Pool,
  settings: Settings,
  input: SeasonSyncInput,
  ifRunning: 'refuse' | 'join' = 'refuse',
): Promise<SyncHandle> {
  await checkAgreement(pool, settings, input)
  const stranger = await surelyUnknownTeam(pool, input)
  if (stranger !== undefined) throw new UserError(`${capital(stranger)}.`, 2)
  const workflowId = workflowIdOf(input)
  try {
    const handle = await client.workflow.start<typeof seasonSync>('seasonSync', {
      workflowId,
      taskQueue: QUEUE,
      args: [input],
      workflowIdConflictPolicy:
        ifRunning === 'join' ? WorkflowIdConflictPolicy.USE_EXISTING : WorkflowIdConflictPolicy.FAIL,
      ...seasonStart(input),
    })
    if (ifRunning === 'join')
      await checkJoined(client, pool, { workflowId, runId: handle.firstExecutionRunId }, input)
    return handle
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    const running = await ifKnown(client.workflow.getHandle(workflowId).describe())
    const runId = running?.raw.workflowExecutionInfo?.firstRunId || 'latest' // the running sync may have ended a moment ago
    throw new UserError(
      `A sync of ${input.season} ${input.seasonType}${narrowText(input.narrow)} is running already (${workflowId}); add --if-running join to follow it, or end it with: ${COMMAND.cancel({ runId, source: input.source })}`,
    )
  }
}
