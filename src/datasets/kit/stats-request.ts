import type { SeasonScope } from '../../season/season.js'
import type { DatasetRequest, StoredSeason, Subject } from '../dataset.js'

export type Params = Readonly<Record<string, string>>

/** The service stats.nba.com of the source nba. */
export const STATS = 'stats'

/** A request to an endpoint of stats.nba.com. */
export function statsRequest(
  endpoint: string,
  params: Params,
  label: string,
  about?: string,
): DatasetRequest {
  return {
    service: STATS,
    endpoint,
    path: `/stats/${endpoint}`,
    params,
    label,
    ...(about !== undefined && { about }),
  }
}

/** The parameters by which stats.nba.com knows a season; endpoints that know no season type take the first two. */
export const seasonParams = ({ season, seasonType }: SeasonScope): Params => ({
  LeagueID: '00',
  Season: season,
  SeasonType: seasonType,
})

/** Parameters as an address has them: 'PerMode=Totals&Outcome='. Many endpoints refuse a request that lacks an empty one. */
export const query = (text: string): Params => Object.fromEntries(new URLSearchParams(text))

/** The whole game; box scores of V3 take no less. */
export const WHOLE_GAME: Params = {
  StartPeriod: '0',
  EndPeriod: '0',
  StartRange: '0',
  EndRange: '0',
  RangeType: '0',
}

/** Datasets with a request for each game need to know the games. */
export const GAME_NEEDS = ['games', 'team_game_logs'] as const

/** Bodies of V3 say when they were made. */
export const META = { volatile: [['meta']], bodyTime: ['meta', 'time'] } as const

/** The parameter that names what a request is about. */
const PARAMETER = { team: 'TeamID', game: 'GameID', player: 'PlayerID' } as const

/** Of whom there is a request each. */
const IDS: Readonly<Record<keyof typeof PARAMETER, (stored: StoredSeason) => Promise<readonly string[]>>> = {
  team: (stored) => stored.teams(),
  game: (stored) => stored.playedGames(),
  player: (stored) => stored.players(),
}

/**
 * The requests of a dataset of stats.nba.com: one for the season, or one for each team, game or player of it. `params`
 * are those beside the id; `called` is how people name the endpoint where it answers several questions.
 */
export function statsRequests(
  subject: Exclude<Subject, 'date'>,
  endpoint: string,
  params: (scope: SeasonScope) => Params,
  called = endpoint,
): (scope: SeasonScope, stored: StoredSeason) => Promise<readonly DatasetRequest[]> {
  return async (scope, stored) => {
    const common = params(scope)
    if (subject === 'season') {
      const label = [called, common.Season, common.SeasonType].filter((part) => part !== undefined).join(' ')
      return [statsRequest(endpoint, common, label)]
    }
    const ids = await IDS[subject](stored)
    return ids.map((id) =>
      statsRequest(endpoint, { [PARAMETER[subject]]: id, ...common }, `${called} ${id}`, id),
    )
  }
}
