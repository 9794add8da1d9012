import { play } from '../../league/game.js'
import { playedBy } from '../../league/league.js'
import { fullName } from '../../league/names.js'
import type { LeagueGame, Season } from '../../league/season.js'
import type { ApiRequest } from './api-request.js'
import { PlayByPlay } from './play-by-play-actions.js'
import { requestedTeam } from './requested-team.js'

const HEADERS = {
  Shot_Chart_Detail:
    'GRID_TYPE GAME_ID GAME_EVENT_ID PLAYER_ID PLAYER_NAME TEAM_ID TEAM_NAME PERIOD MINUTES_REMAINING SECONDS_REMAINING EVENT_TYPE ACTION_TYPE SHOT_TYPE SHOT_ZONE_BASIC SHOT_ZONE_AREA SHOT_ZONE_RANGE SHOT_DISTANCE LOC_X LOC_Y SHOT_ATTEMPTED_FLAG SHOT_MADE_FLAG GAME_DATE HTM VTM',
  LeagueAverages: 'GRID_TYPE SHOT_ZONE_BASIC SHOT_ZONE_AREA SHOT_ZONE_RANGE FGA FGM FG_PCT',
}

/**
 * shotchartdetail: the field goals of a team's season. Each game is replayed, as for its play-by-play, so that both have
 * the same shots. The averages of the league are left empty: they would take a replay of all its games.
 */
export function shotsAnswer(request: ApiRequest): object {
  const { asOf, param } = request
  const type = param('SeasonType') || 'Regular Season'
  const asked = requestedTeam(request)
  const games = asked ? playedBy(asked.season, asOf, type) : []
  const rows = games.flatMap((game) =>
    asked && [game.home.team, game.away.team].includes(asked.team)
      ? shotsOf(game, asked.season, asked.team)
      : [],
  )
  return {
    resource: 'shotchartdetail',
    parameters: {
      LeagueID: '00',
      Season: param('Season'),
      SeasonType: type,
      TeamID: Number(param('TeamID')),
    },
    resultSets: [
      { name: 'Shot_Chart_Detail', headers: HEADERS.Shot_Chart_Detail.split(' '), rowSet: rows },
      { name: 'LeagueAverages', headers: HEADERS.LeagueAverages.split(' '), rowSet: [] },
    ],
  }
}

/** What a shot has of an action of the play-by-play. */
interface Shot {
  readonly actionNumber: number
  readonly clock: string
  readonly period: number
  readonly teamId: number
  readonly personId: number
  readonly isFieldGoal: number
  readonly shotResult: string
  readonly shotValue: number
  readonly shotDistance: number
  readonly subType: string
  readonly xLegacy: number
  readonly yLegacy: number
}

function shotsOf(game: LeagueGame, season: Season, team: number): unknown[][] {
  const actions = new PlayByPlay(season, game)
  play(game.sheet, (event, at) => actions.add(event, at))
  const own = season.teams[team]
  const names = new Map(
    [...game.home.lines, ...game.away.lines].map(({ member: { player } }) => [
      player.id,
      fullName(player.name),
    ]),
  )
  const sides = [season.teams[game.home.team]?.code, season.teams[game.away.team]?.code]
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by `PlayByPlay`
  return (actions.all as unknown as readonly Shot[])
    .filter(({ isFieldGoal, teamId }) => isFieldGoal === 1 && teamId === own?.id)
    .map((shot) => {
      const [minutes, seconds] = shot.clock.match(/\d+/g) ?? []
      const made = shot.shotResult === 'Made'
      const of = ['Shot Chart Detail', game.id, shot.actionNumber, shot.personId, names.get(shot.personId)]
      const time = [own?.id, `${own?.city} ${own?.name}`, shot.period, Number(minutes), Number(seconds)]
      const what = [made ? 'Made Shot' : 'Missed Shot', shot.subType, `${shot.shotValue}PT Field Goal`]
      const place = [...zoneOf(shot), shot.shotDistance, shot.xLegacy, shot.yLegacy]
      return [...of, ...time, ...what, ...place, 1, made ? 1 : 0, game.date.replaceAll('-', ''), ...sides]
    })
}

/** Three-pointers are taken from the corners below this height, in tenths of a foot from the basket. */
const CORNER_HEIGHT = 92
/** Half the width of the paint, in tenths of a foot. */
const PAINT = 80

/** Zone, area and range of a shot, in the words of the API. */
function zoneOf({ shotValue, shotDistance, xLegacy: x, yLegacy: y }: Shot): readonly string[] {
  const middle = Math.abs(x) <= PAINT
  const side = x < 0 ? 'Left' : 'Right'
  const area = middle ? 'Center(C)' : `${side} Side(${side.charAt(0)})`
  const range =
    shotDistance < 8
      ? 'Less Than 8 ft.'
      : shotDistance < 16
        ? '8-16 ft.'
        : shotDistance < 24
          ? '16-24 ft.'
          : '24+ ft.'
  if (shotValue === 3) return [y < CORNER_HEIGHT ? `${side} Corner 3` : 'Above the Break 3', area, range]
  if (shotDistance <= 4) return ['Restricted Area', 'Center(C)', range]
  return [middle && shotDistance < 16 ? 'In The Paint (Non-RA)' : 'Mid-Range', area, range]
}
