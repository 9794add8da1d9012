import { calendarDate } from '../../../season/calendar-date.js'
import { playedBy } from '../../league/league.js'
import { teamLine, type Counts, type Line, type PlayedSide } from '../../league/line.js'
import { fullName } from '../../league/names.js'
import type { LeagueGame, Season } from '../../league/season.js'
import { oneDecimal, requestedSeason, share, tableBody, type ApiRequest } from './api-request.js'

const SEASON_TYPE_DIGIT: Readonly<Record<string, string>> = {
  'Pre Season': '1',
  'Regular Season': '2',
  Playoffs: '4',
}

const COUNTS =
  'MIN FGM FGA FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT OREB DREB REB AST STL BLK TOV PF PTS PLUS_MINUS'.split(
    ' ',
  )
const HEADERS = {
  T: [
    'SEASON_ID',
    'TEAM_ID',
    'TEAM_ABBREVIATION',
    'TEAM_NAME',
    'GAME_ID',
    'GAME_DATE',
    'MATCHUP',
    'WL',
    ...COUNTS,
    'VIDEO_AVAILABLE',
  ],
  P: [
    'SEASON_ID',
    'PLAYER_ID',
    'PLAYER_NAME',
    'TEAM_ID',
    'TEAM_ABBREVIATION',
    'TEAM_NAME',
    'GAME_ID',
    'GAME_DATE',
    'MATCHUP',
    'WL',
    ...COUNTS,
    'FANTASY_PTS',
    'VIDEO_AVAILABLE',
  ],
}

/** leaguegamelog: a line for each team (PlayerOrTeam=T) or player (P) in each game of a season and type. */
export function gameLogAnswer(request: ApiRequest): object {
  const { param, asOf } = request
  const of = param('PlayerOrTeam').startsWith('P') ? 'P' : 'T'
  const type = param('SeasonType') || 'Regular Season'
  const direction = param('Direction') === 'DESC' ? 'DESC' : 'ASC'
  const from = calendarDate(param('DateFrom')) ?? ''
  const to = calendarDate(param('DateTo')) ?? asOf
  const season = requestedSeason(request)
  const games = season ? playedBy(season, asOf, type).filter(({ date }) => date >= from && date <= to) : []
  if (direction === 'DESC') games.reverse()
  return tableBody(
    'leaguegamelog',
    {
      LeagueID: '00',
      Season: param('Season'),
      SeasonType: type,
      PlayerOrTeam: of,
      Counter: Number(param('Counter')) || 0,
      Sorter: param('Sorter') || 'DATE',
      Direction: direction,
      DateFrom: param('DateFrom') || null,
      DateTo: param('DateTo') || null,
    },
    {
      name: 'LeagueGameLog',
      headers: HEADERS[of],
      rowSet: season ? games.flatMap((game) => (of === 'T' ? teamRows : playerRows)(season, game)) : [],
    },
  )
}

type Row = readonly unknown[]

function teamRows(season: Season, game: LeagueGame): Row[] {
  return sides(game).map(([side, other]) => {
    const about = teamAndGameOf(season, game, side, other)
    const minutes = lengthOf(game) / 60
    return [about.seasonId, ...about.team, ...about.game, ...counts(teamLine(side, other), minutes), 1]
  })
}

function playerRows(season: Season, game: LeagueGame): Row[] {
  return sides(game).flatMap(([side, other]) => {
    const about = teamAndGameOf(season, game, side, other)
    return side.lines
      .filter((line) => line.seconds > 0)
      .map((line) => [
        about.seasonId,
        line.member.player.id,
        fullName(line.member.player.name),
        ...about.team,
        ...about.game,
        ...counts(line, Math.round(line.seconds / 60)),
        fantasyPoints(line),
        1,
      ])
  })
}

/** Each side with its opponent, home first. */
export const sides = (game: LeagueGame): readonly (readonly [PlayedSide, PlayedSide])[] => [
  [game.home, game.away],
  [game.away, game.home],
]

/** Playing time of a team's five players together, in seconds: 240 minutes plus 25 for each overtime. */
export const lengthOf = ({ periods }: LeagueGame): number => 60 * (240 + 25 * (periods - 4))

/** What a line says of its team and game. */
export function teamAndGameOf(
  season: Season,
  game: LeagueGame,
  side: PlayedSide,
  other: PlayedSide,
): { seasonId: string; team: Row; game: Row } {
  const [own, opponent] = [season.teams[side.team], season.teams[other.team]]
  const matchup = `${own?.code} ${side === game.home ? 'vs.' : '@'} ${opponent?.code}`
  return {
    seasonId: `${SEASON_TYPE_DIGIT[game.type]}${season.year}`,
    team: [own?.id, own?.code, `${own?.city} ${own?.name}`],
    game: [game.id, game.date, matchup, side.score > other.score ? 'W' : 'L'],
  }
}

/** The statistics in the order of COUNTS. */
function counts(line: Counts, minutes: number): Row {
  return [
    minutes,
    line.fgm,
    line.fga,
    share(line.fgm, line.fga, null),
    line.fg3m,
    line.fg3a,
    share(line.fg3m, line.fg3a, null),
    line.ftm,
    line.fta,
    share(line.ftm, line.fta, null),
    line.oreb,
    line.dreb,
    line.oreb + line.dreb,
    line.ast,
    line.stl,
    line.blk,
    line.tov,
    line.pf,
    line.pts,
    line.plusMinus,
  ]
}

export const fantasyPoints = (line: Line): number =>
  oneDecimal(line.pts + 1.2 * (line.oreb + line.dreb) + 1.5 * line.ast + 3 * (line.blk + line.stl) - line.tov)
