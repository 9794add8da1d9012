import { playedBy } from '../../league/league.js'
import { teamLine, type Counts, type Line } from '../../league/line.js'
import { fullName } from '../../league/names.js'
import type { LeagueGame, Season } from '../../league/season.js'
import { share, requestedSeason, tableBody, type ApiRequest } from './api-request.js'
import { fantasyPoints, lengthOf, teamAndGameOf, sides } from './game-log.js'

const TEAM = 'TEAM_ID TEAM_ABBREVIATION TEAM_NAME'
const GAME = 'GAME_ID GAME_DATE MATCHUP WL MIN'
const BASE =
  'FGM FGA FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT OREB DREB REB AST TOV STL BLK BLKA PF PFD PTS PLUS_MINUS'

/** teamgamelogs: the measure Base of each team in each game, latest first. */
export const teamGameLogsAnswer = (request: ApiRequest): object =>
  answer(request, 'TeamGameLogs', `SEASON_YEAR ${TEAM} ${GAME} ${BASE} AVAILABLE_FLAG`, (season, game) =>
    sides(game).map(([side, other]) => {
      const about = teamAndGameOf(season, game, side, other)
      const drawn = { blocked: teamLine(other, side).blk, fouled: teamLine(other, side).pf }
      // Minutes of the game, not of its five players together.
      const line = counts(teamLine(side, other), drawn)
      return [request.param('Season'), ...about.team, ...inGame(about.game), lengthOf(game) / 300, ...line, 1]
    }),
  )

/** playergamelogs: the same of each player. The league does not keep whose shots were blocked, and who was fouled. */
export const playerGameLogsAnswer = (request: ApiRequest): object =>
  answer(
    request,
    'PlayerGameLogs',
    `SEASON_YEAR PLAYER_ID PLAYER_NAME NICKNAME ${TEAM} ${GAME} ${BASE} NBA_FANTASY_PTS DD2 TD3 WNBA_FANTASY_PTS AVAILABLE_FLAG`,
    (season, game) =>
      sides(game).flatMap(([side, other]) => {
        const of = teamAndGameOf(season, game, side, other)
        return side.lines
          .filter((line) => line.seconds > 0)
          .map((line) => {
            const { id, name } = line.member.player
            const minutes = Math.round((line.seconds / 60) * 1e6) / 1e6
            const about = [
              request.param('Season'),
              id,
              fullName(name),
              name.first,
              ...of.team,
              ...inGame(of.game),
            ]
            const extra = [fantasyPoints(line), Number(tens(line) >= 2), Number(tens(line) >= 3), null, 1]
            return [...about, minutes, ...counts(line, { blocked: null, fouled: null }), ...extra]
          })
      }),
  )

type Row = readonly unknown[]

function answer(
  request: ApiRequest,
  name: string,
  headers: string,
  rowsOf: (season: Season, game: LeagueGame) => readonly Row[],
): object {
  const { param, asOf } = request
  const season = requestedSeason(request)
  const seasonType = param('SeasonType') || 'Regular Season'
  const games = season ? playedBy(season, asOf, seasonType).toReversed() : []
  return tableBody(
    'gamelogs',
    {
      MeasureType: 'Base',
      PerMode: 'Totals',
      LeagueID: '00',
      SeasonYear: param('Season'),
      SeasonType: seasonType,
    },
    {
      name,
      headers: headers.split(' '),
      rowSet: season ? games.flatMap((game) => rowsOf(season, game)) : [],
    },
  )
}

/** The date as these endpoints write it. */
const inGame = ([id, date, ...rest]: Row): Row => [id, `${String(date)}T00:00:00`, ...rest]

/** The statistics in the order of BASE. */
const counts = (
  line: Counts,
  { blocked, fouled }: { readonly blocked: number | null; readonly fouled: number | null },
): Row =>
  [
    [line.fgm, line.fga, share(line.fgm, line.fga, null)],
    [line.fg3m, line.fg3a, share(line.fg3m, line.fg3a, null)],
    [line.ftm, line.fta, share(line.ftm, line.fta, null)],
    [line.oreb, line.dreb, line.oreb + line.dreb, line.ast, line.tov, line.stl],
    [line.blk, blocked, line.pf, fouled, line.pts, line.plusMinus],
  ].flat()

/** Statistics of which the player has ten or more. */
const tens = (line: Line): number =>
  [line.pts, line.oreb + line.dreb, line.ast, line.stl, line.blk].filter((n) => n >= 10).length
