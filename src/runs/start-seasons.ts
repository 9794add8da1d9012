import {
  type Client,
  WorkflowExecutionAlreadyStartedError,
  type WorkflowHandleWithFirstExecutionRunId,
} from '@temporalio/client'
import { WorkflowIdConflictPolicy } from '@temporalio/common'
import type pg from 'pg'
import { checkAgreement } from '../connect/agreement.js'
import { ifKnown } from '../contracts/if-known.js'
import { QUEUE, seasonsWorkflowId } from '../contracts/names.js'
import { COMMAND } from '../contracts/next-step.js'
import { kindOf, type SeasonsSyncInput } from '../contracts/seasons-run.js'
import { seasonsStart } from '../contracts/seasons-start.js'
import { selectDatasets } from '../datasets/selection.js'
import { UserError } from '../errors.js'
import { easternToday } from '../season/season.js'
import type { Settings } from '../settings.js'
import { surelyUnknownTeam } from '../store/requests/narrow.js'
import { capital } from '../text/capital.js'
import type { seasonsSync } from '../workflows/seasons-sync.js'

export type SeasonsHandle = WorkflowHandleWithFirstExecutionRunId<typeof seasonsSync>

/**
 * Starts a backfill, or a sync of several seasons, as `startSync` starts one season. Throws a UserError where one of the
 * source is running; `join` attaches to that one instead.
 */
export async function startSeasons(
  client: Client,
  pool: pg.Pool,
  settings: Settings,
  input: SeasonsSyncInput,
  ifRunning: 'refuse' | 'join' = 'refuse',
): Promise<SeasonsHandle> {
  const { source, trigger, seasons, request } = input
  const datasets = seasons.flatMap((season) => selectDatasets(source, season, season.only ?? request.only))
  await checkAgreement(pool, settings, { source, datasets: [...new Set(datasets)].map(stepOf) })
  await refuseUnknownTeam(pool, settings, input)
  const workflowId = seasonsWorkflowId(source, trigger)
  try {
    return await client.workflow.start<typeof seasonsSync>('seasonsSync', {
      workflowId,
      taskQueue: QUEUE,
      args: [input],
      workflowIdConflictPolicy:
        ifRunning === 'join' ? WorkflowIdConflictPolicy.USE_EXISTING : WorkflowIdConflictPolicy.FAIL,
      ...seasonsStart(input),
    })
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error
    const running = await ifKnown(client.workflow.getHandle(workflowId).describe())
    const runId = running?.raw.workflowExecutionInfo?.firstRunId || 'latest' // it may have ended a moment ago
    const what = kindOf(input) === 'backfill' ? 'backfill' : 'sync of several seasons'
    throw new UserError(
      `A ${what} is running already (${workflowId}); add --if-running join to follow it, or end it with: ${COMMAND.cancel({ runId, source })}`,
    )
  }
}

/** Throws a UserError for a team that none of the seasons has; where some have it, the others name it in their ends. */
async function refuseUnknownTeam(
  pool: pg.Pool,
  settings: Settings,
  { seasons, request: { narrow } }: SeasonsSyncInput,
): Promise<void> {
  if (narrow?.team === undefined) return
  const today = easternToday(settings.today)
  const names = [...new Set(seasons.map(({ season }) => season))]
  const all = await Promise.all(names.map((season) => surelyUnknownTeam(pool, { season, narrow, today })))
  const [first] = all
  if (first !== undefined && !all.includes(undefined)) throw new UserError(`${capital(first)}.`, 2)
}

const stepOf = ({ name }: { readonly name: string }) => ({ name, after: [] })
