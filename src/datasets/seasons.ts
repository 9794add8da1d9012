import { canonicalName } from '../contracts/dataset-names.js'
import type { SeasonItem, SeasonsRequest, SeasonsSyncInput } from '../contracts/seasons-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { easternToday, type SeasonScope } from '../season/season.js'
import { isAll, seasonsOf, seasonTypesOf } from '../season/season-list.js'
import type { Settings } from '../settings.js'
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
  const request = { ...asked, ...(isAll(seasonType) && { ifOffered: true }) }
  const wanted = seasonsOf(seasons, today).flatMap((season) =>
    seasonTypesOf(seasonType, season).map((type) => ({ season, seasonType: type })),
  )
  const offered = wanted.filter((scope) => isOffered(source, scope, request.only))
  if (offered.length === 0) throw new UserError(nothingOf(source, seasons, seasonType), 2)
  for (const scope of offered) syncInput({ ...request, ...scope, source, trigger }, settings)
  return {
    input: inputOf({ source, trigger, request, seasons: offered }, settings),
    notOffered: wanted.filter((scope) => !offered.includes(scope)),
  }
}

/** Whether the source has one of the named datasets for a season; what these need does not count. */
function isOffered(source: SourceName, scope: SeasonScope, only: readonly string[] | undefined): boolean {
  const selected = selectDatasets(source, scope, only).map(({ name }) => name)
  return only === undefined
    ? selected.length > 0
    : only.some((name) => selected.includes(canonicalName(name)))
}

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

const nothingOf = (source: SourceName, seasons: string, seasonType = 'Regular Season'): string =>
  `There is no dataset of ${source} for ${seasonType} in ${seasons}.`
