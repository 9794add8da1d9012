import type { Narrow, SeasonSyncInput } from '../contracts/season-run.js'
import type { SourceName } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { UserError } from '../errors.js'
import { dayBefore } from '../season/calendar-date.js'
import {
  checkSeason,
  checkSeasonType,
  easternToday,
  seasonTypeOf,
  type SeasonScope,
} from '../season/season.js'
import { urgencyOf } from '../season/urgency.js'
import type { Settings } from '../settings.js'
import { checkNarrow } from './check-narrow.js'
import { CATALOGUE, datasetOf } from './catalogue.js'
import { chosenDatasets, isOffered, notOffered, notOfferedText } from './chosen.js'
import type { Dataset } from './dataset.js'

/**
 * The datasets of a run in the catalogue's order: those named (`chosenDatasets`) and what they need, or those of every
 * sync. Leaves out what the endpoint has no data for (earlier seasons, other season types), and what only that would
 * need. Throws a UserError (exit 2) for an unknown name.
 */
export function selectDatasets(
  source: SourceName,
  scope: SeasonScope,
  only?: readonly string[],
): readonly Dataset[] {
  const wanted = new Set<Dataset>()
  const want = (name: string): void => {
    const dataset = datasetOf(source, name)
    if (wanted.has(dataset) || !isOffered(dataset, scope)) return
    wanted.add(dataset)
    dataset.needs.forEach(want)
  }
  const named =
    only === undefined
      ? CATALOGUE[source].filter((dataset) => dataset.byDefault).map((dataset) => dataset.name)
      : chosenDatasets(source, only)
  named.forEach(want)
  return CATALOGUE[source].filter((dataset) => wanted.has(dataset))
}

/** Days after a game in which its statistics are corrected most often. */
const RECHECK_DAYS = 7

/** Days after a game in which a request has its answers asked for again; undefined: always. */
export function recheckDaysOf({
  recheck,
  narrow,
  fromArchive,
}: Pick<SyncRequest, 'recheck' | 'narrow' | 'fromArchive'>): number | undefined {
  // Games that a person names are asked for, however long ago they were; a rebuild is about all of them.
  const all = narrow?.games !== undefined || fromArchive === true
  const days = recheck ?? (all ? 'all' : RECHECK_DAYS)
  return days === 'all' ? undefined : days
}

/** A part of a season with the dates of the latest games, if it is these: a game of yesterday may have ended after midnight. */
export const withDates = (narrow: Narrow, today: string): Narrow =>
  narrow.latest === true ? { since: dayBefore(today), until: today, ...narrow } : narrow

/** Checks a request and gives the workflow's input. Nothing is contacted. Throws a UserError (exit 2). */
export function syncInput(request: SyncRequest, settings: Settings): SeasonSyncInput {
  const today = easternToday(settings.today)
  const source = request.source ?? 'nba'
  const scope = {
    season: checkSeason(request.season, today),
    seasonType: seasonTypeOf(request.seasonType ?? 'Regular Season'),
  }
  checkSeasonType(scope)
  const only = request.only && chosenDatasets(source, request.only)
  const selected = selectDatasets(source, scope, only)
  const lacking = request.retryOf === undefined ? notOffered(source, scope, only) : []
  const datasets =
    request.retryOf === undefined ? selected : selected.filter(({ name }) => only?.includes(name))
  if (datasets.length === 0)
    throw lacking.length > 0
      ? new UserError(`Nothing to sync from ${source}: ${notOfferedText(source, scope, lacking)}.`, 0)
      : new UserError(`There is no dataset of ${source} for ${scope.season} ${scope.seasonType}.`, 2)
  const names = new Set(datasets.map((dataset) => dataset.name))
  const trigger = request.fromArchive === true ? 'rebuild' : (request.trigger ?? 'manual')
  const narrow = request.narrow && checkNarrow(withDates(request.narrow, today), scope)
  const recheckDays = recheckDaysOf(request)
  return {
    ...scope,
    source,
    trigger,
    urgency: urgencyOf({ season: scope.season, trigger, narrow }, today),
    datasets: datasets.map(({ name, needs, follows = [] }) => ({
      name,
      after: [...needs, ...follows].filter((before) => names.has(before)),
    })),
    today,
    ...(request.pace !== undefined && { pace: request.pace }),
    ...(request.acceptRemovals === true && { acceptRemovals: true }),
    ...(request.rebuild === true && { rebuild: true }),
    ...(request.fromArchive === true && { rebuild: true, fromArchive: true }),
    ...(request.retryOf !== undefined && { retryOf: request.retryOf }),
    ...(recheckDays !== undefined && { recheckDays }),
    ...(narrow !== undefined && { narrow }),
    ...(lacking.length > 0 && { notOffered: lacking }),
    ...(request.ifOffered === true && { ifOffered: true }),
    ...(request.backfillId !== undefined && { backfillId: request.backfillId }),
  }
}
