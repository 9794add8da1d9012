import type { SeasonItem, SeasonsRequest, SeasonsSyncInput } from '../contracts/seasons-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { easternToday, type SeasonScope } from '../season/season.js'
import { isAll, seasonsOf, seasonTypesOf } from '../season/season-list.js'
import type { Settings } from '../settings.js'
import { datasetOf } from './catalogue.js'
import { chosenDatasets, isOffered, lackingText } from './chosen.js'
import { selectDatasets, syncInput } from './selection.js'

/** Syncs of several seasons as a person or a program requests them. */
export interface SeasonsOrder extends SeasonsRequest {
  /** '1946-47..current', '2016-17,2018-19', or one season. */
  readonly seasons: string
  readonly source?: SourceName
  /** A season type, or 'all' for those that each season had; 'Regular Season' by default. */
  readonly seasonType?: string
  readonly trigger: SeasonsSyncInput['trigger']
}

/** What an order comes to. */
export interface OrderedSeasons {
  readonly input: SeasonsSyncInput
  /** Seasons and types for which the source has none of the datasets: they are not asked, and not missing. */
  readonly notOffered: readonly SeasonScope[]
}

/**
 * Checks an order and gives the input of the workflow of seasons, newest season first. Nothing is contacted. Throws a
 * UserError (exit 2).
 */
export function seasonsInput(
  { seasons, source = 'nba', seasonType, trigger, ...asked }: SeasonsOrder,
  settings: Settings,
): OrderedSeasons {
  const today = easternToday(settings.today)
  const only = asked.only && chosenDatasets(source, asked.only)
  const request = { ...asked, ...(only && { only }), ...(isAll(seasonType) && { ifOffered: true }) }
  const wanted = seasonsOf(seasons, today).flatMap((season) =>
    seasonTypesOf(seasonType, season).map((type) => ({ season, seasonType: type })),
  )
  const offered = wanted.filter((scope) => hasSome(source, scope, only))
  if (offered.length === 0)
    throw only === undefined
      ? new UserError(
          `There is no dataset of ${source} for ${seasonType ?? 'Regular Season'} in ${seasons}.`,
          2,
        )
      : new UserError(`Nothing to sync from ${source}: not offered: ${lackingText(source, wanted, only)}.`, 0)
  for (const scope of offered) syncInput({ ...request, ...scope, source, trigger }, settings)
  return {
    input: inputOf({ source, trigger, request, seasons: offered }, settings),
    notOffered: wanted.filter((scope) => !offered.includes(scope)),
  }
}

/** Whether the source has one of the named datasets for a season; what these need does not count. */
const hasSome = (source: SourceName, scope: SeasonScope, only: readonly string[] | undefined): boolean =>
  only === undefined
    ? selectDatasets(source, scope).length > 0
    : only.some((name) => isOffered(datasetOf(source, name), scope))

/** The input of the workflow of seasons. */
export const inputOf = (of: Omit<SeasonsSyncInput, 'window'>, settings: Settings): SeasonsSyncInput => ({
  ...of,
  window: windowOf(of.seasons, of.request.pace ?? settings[of.source].pace),
})

/** Up to this pace, requests per second, the requests of a season take so long that a second season uses the time of its verify. */
const SLOW_PACE = 5

/**
 * Seasons that run at the same time. While one verifies it asks nothing, so that one alone leaves the pace unused; a third
 * adds nothing at a pace at which requests are what takes long, and only makes each season take longer.
 */
const windowOf = (seasons: readonly SeasonItem[], pace: number): number =>
  Math.min(seasons.length, pace <= SLOW_PACE ? 2 : 3)
