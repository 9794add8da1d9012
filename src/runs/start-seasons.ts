import type { Client } from '@temporalio/client'
import type pg from 'pg'
import { checkAgreement } from '../connect/agreement.js'
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
import { startOrJoin, type IfRunning, type StartedHandle } from './start-or-join.js'

export type SeasonsHandle = StartedHandle<typeof seasonsSync>

/**
 * Starts a backfill, or a sync of several seasons, as `startSync` starts one season. Throws a UserError where one of the
 * source is running; `join` attaches to that one instead.
 */
export async function startSeasons(
  client: Client,
  pool: pg.Pool,
  settings: Settings,
  input: SeasonsSyncInput,
  ifRunning: IfRunning = 'refuse',
): Promise<SeasonsHandle> {
  const { source, trigger, seasons, request } = input
  const datasets = seasons.flatMap((season) => selectDatasets(source, season, season.only ?? request.only))
  await checkAgreement(pool, settings, { source, datasets: [...new Set(datasets)].map(stepOf) })
  await refuseUnknownTeam(pool, settings, input)
  const workflowId = seasonsWorkflowId(source, trigger)
  const what = kindOf(input) === 'backfill' ? 'backfill' : 'sync of several seasons'
  return startOrJoin(
    client,
    workflowId,
    (workflowIdConflictPolicy) =>
      client.workflow.start<typeof seasonsSync>('seasonsSync', {
        workflowId,
        taskQueue: QUEUE,
        args: [input],
        workflowIdConflictPolicy,
        ...seasonsStart(input),
      }),
    ifRunning,
    (runId) =>
      new UserError(
        `A ${what} is running already (${workflowId}); ${COMMAND.watchOrCancel({ runId, source })}`,
      ),
  )
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
