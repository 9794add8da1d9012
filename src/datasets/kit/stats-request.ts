import { playingDates } from '../../season/playing-dates.js'
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

/** The same and others, that are of any season. */
export function withSeason(others: Params): (scope: SeasonScope) => Params {
  // Most are in the object that is copied: an estimate of all seasons makes 30,000 of them, and adding costs most.
  const all = { LeagueID: '', Season: '', SeasonType: '', ...others }
  return (scope) => ({ ...all, ...seasonParams(scope) })
}

/** Those of endpoints that know no season type. */
export const seasonOnly = ({ season }: SeasonScope): Params => ({ LeagueID: '00', Season: season })

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
export const SUBJECT_PARAMETER = {
  team: 'TeamID',
  game: 'GameID',
  player: 'PlayerID',
  date: 'GameDate',
} as const

/** Of what there is a request each. */
const IDS: Readonly<
  Record<
    keyof typeof SUBJECT_PARAMETER,
    (stored: StoredSeason, scope: SeasonScope) => Promise<readonly string[]>
  >
> = {
  team: (stored) => stored.teams(),
  game: (stored) => stored.playedGames(),
  player: (stored) => stored.players(),
  date: async (_stored, scope) => playingDates(scope),
}

/** A parameter of which each subject is asked every value, e.g. lineups of 2, 3, 4 and 5 players. */
export interface Each<C extends string = string> {
  readonly parameter: string
  readonly values: readonly (string | number)[]
  /** The column that holds it. */
  readonly column: C
}

/** The value that a request asks for. */
export const askedValue = ({ parameter, values }: Each, { params }: DatasetRequest): string | number =>
  values.find((value) => String(value) === params[parameter]) ?? ''

/**
 * The requests of a dataset of stats.nba.com: one for the season, or one for each team, game, player or date of it, and for
 * `each` value of a parameter. `params` are those beside the id; `called` is how people name the endpoint where it
 * answers several questions.
 */
export function statsRequests(
  subject: Subject,
  endpoint: string,
  params: (scope: SeasonScope) => Params,
  called = endpoint,
  each: readonly Each[] = [],
): (scope: SeasonScope, stored: StoredSeason) => Promise<readonly DatasetRequest[]> {
  return async (scope, stored) => {
    const common = params(scope)
    const subjects =
      subject === 'season'
        ? [
            {
              id: undefined,
              own: {},
              names: [common.Season ?? common.SeasonYear ?? common.SeasonID, common.SeasonType],
            },
          ]
        : (await IDS[subject](stored, scope)).map((id) => ({
            id,
            own: { [SUBJECT_PARAMETER[subject]]: id },
            names: [id],
          }))
    return subjects.flatMap(({ id, own, names }) =>
      valuesOf(each).map(({ asked, name }) => {
        const label = [called, ...names, name].filter((part) => part !== undefined).join(' ')
        return statsRequest(endpoint, { ...common, ...own, ...asked }, label, id)
      }),
    )
  }
}

/** The parameters of each value, or of each value of one parameter with each of another, and the values' names. */
const valuesOf = (
  each: readonly Each[],
): readonly { readonly asked: Params; readonly name?: string | undefined }[] =>
  each.reduce<readonly { readonly asked: Params; readonly name?: string | undefined }[]>(
    (before, { parameter, values }) =>
      before.flatMap(({ asked, name }) =>
        values.map((value) => ({
          asked: { ...asked, [parameter]: String(value) },
          name: values.length > 1 ? [name, value].filter((part) => part !== undefined).join(' ') : name,
        })),
      ),
    [{ asked: {} }],
  )
