import type { Client } from '@temporalio/client'
import type pg from 'pg'
import { checkAgreement } from '../connect/agreement.js'
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
import { startOrJoin, type IfRunning, type StartedHandle } from './start-or-join.js'

export type SyncHandle = StartedHandle<typeof seasonSync>

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
  ifRunning: IfRunning = 'refuse',
): Promise<SyncHandle> {
  await checkAgreement(pool, settings, input)
  const stranger = await surelyUnknownTeam(pool, input)
  if (stranger !== undefined) throw new UserError(`${capital(stranger)}.`, 2)
  const workflowId = workflowIdOf(input)
  const { season, seasonType, narrow, source } = input
  const handle = await startOrJoin(
    client,
    workflowId,
    (workflowIdConflictPolicy) =>
      client.workflow.start<typeof seasonSync>('seasonSync', {
        workflowId,
        taskQueue: QUEUE,
        args: [input],
        workflowIdConflictPolicy,
        ...seasonStart(input),
      }),
    ifRunning,
    (runId) =>
      new UserError(
        `A sync of ${season} ${seasonType}${narrowText(narrow)} is running already (${workflowId}); ${COMMAND.watchOrCancel({ runId, source })}`,
      ),
  )
  if (handle.joined) await checkJoined(client, pool, { workflowId, runId: handle.firstExecutionRunId }, input)
  return handle
}
