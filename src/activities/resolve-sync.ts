import { Context } from '@temporalio/activity'
import { scheduleTrigger, seasonsWorkflowId } from '../contracts/names.js'
import { workflowIdOf } from '../contracts/season-start.js'
import type { DueSync, ScheduledSyncInput } from '../contracts/scheduled-run.js'
import type { DueSeason, DueSeasons } from '../contracts/seasons-run.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { seasonsInput } from '../datasets/seasons.js'
import { syncInput } from '../datasets/selection.js'
import { todayRequest } from '../datasets/today.js'
import { UserError } from '../errors.js'
import { dayBefore } from '../season/calendar-date.js'
import { seasonDue } from '../season/season-due.js'
import { easternToday, type SeasonType } from '../season/season.js'
import { typeOfDate } from '../season/type-of-date.js'
import type { Settings } from '../settings.js'
import { typesOfDates } from '../store/requests/stored-season.js'
import { endedSeason } from '../store/runs/backfills.js'
import type { Deps } from './deps.js'
import { permanent } from './failures.js'
import { sourceOf } from './source-of.js'

/** Turns the request of a schedule into the input of the season's workflow, at the time when it is due. */
export function createResolveSync(deps: Deps) {
  return async function resolveSync(input: ScheduledSyncInput, dueAtMs: number): Promise<DueSync> {
    const { schedule, season, latest, ...request } = input
    return resolved(deps, async ({ today: fixed }, today) => {
      const due = seasonDue(season, new Date(dueAtMs), fixed)
      const what =
        latest === true
          ? todayRequest(input.source, due, await typeOfToday(deps, input, today), request)
          : { ...request, season: due }
      return { ...what, trigger: scheduleTrigger(schedule) }
    })
  }
}

/** Turns the request of a schedule for several seasons into the input of their workflow, at the time when it is due. */
export function createResolveSeasons(deps: Deps) {
  return async function resolveSeasons(input: ScheduledSyncInput, dueAtMs: number): Promise<DueSeasons> {
    const { schedule, season: seasons, latest: _none, ...request } = input
    return refusing(async () => {
      const settings = settingsOf(deps)
      const today = easternToday(settings.today, new Date(dueAtMs))
      const order = { ...request, seasons, trigger: scheduleTrigger(schedule) }
      const { input: backfill } = seasonsInput(order, { ...settings, today })
      return { backfill, workflowId: seasonsWorkflowId(input.source, backfill.trigger) }
    })
  }
}

/** The season type of the latest of the stored games of yesterday and today; otherwise that of the time of year. */
async function typeOfToday(
  deps: Deps,
  { source, seasonType }: ScheduledSyncInput,
  today: string,
): Promise<SeasonType> {
  const usual = seasonType === 'all' ? 'Regular Season' : seasonType
  const { pool } = sourceOf(deps, source).database
  return (await typesOfDates(pool, dayBefore(today), today)).at(-1) ?? typeOfDate(today) ?? usual
}

/** Turns a season of a backfill into the input of its workflow, at the time when it starts; one that is whole already is not started. */
export function createResolveSeason(deps: Deps) {
  return async function resolveSeason(
    request: SyncRequest & {
      readonly source: NonNullable<SyncRequest['source']>
      readonly backfillId: string
    },
    ordinal: number,
  ): Promise<DueSeason> {
    const { pool } = sourceOf(deps, request.source).database
    const ended = await endedSeason(pool, request.backfillId, ordinal)
    return ended === undefined ? { due: await resolved(deps, () => request) } : { ended }
  }
}

/**
 * The run of a request. Today is the day by Temporal's clock: with that of a worker two days ahead, yesterday's games would
 * count as settled, and two days behind, they would not be played yet.
 */
async function resolved(
  deps: Deps,
  requestOf: (settings: Settings, today: string) => SyncRequest | Promise<SyncRequest>,
): Promise<DueSync> {
  const settings = settingsOf(deps)
  const { currentAttemptScheduledTimestampMs } = Context.current().info
  const today = easternToday(settings.today, new Date(currentAttemptScheduledTimestampMs))
  return refusing(async () => {
    const sync = syncInput(await requestOf(settings, today), { ...settings, today })
    return { sync, workflowId: workflowIdOf(sync) }
  })
}

function settingsOf({ settings }: Deps): Settings {
  if (settings === undefined) throw permanent('Invalid', 'this worker was started without its settings')
  return settings
}

/** A request that this build refuses fails for good, with its sentence. */
async function refusing<T>(resolve: () => Promise<T>): Promise<T> {
  try {
    return await resolve()
  } catch (error) {
    throw error instanceof UserError ? permanent('Invalid', error) : error
  }
}
