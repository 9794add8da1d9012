import { sumOf, teamLine, type Counts, type Line, type PlayedSide } from '../../league/line.js'
import { fullName, initialAndLast, slugOfName } from '../../league/names.js'
import type { LeagueGame, Season } from '../../league/season.js'
import { meta, share, type ApiRequest } from './api-request.js'
import { lengthOf } from './game-log.js'
import { requestedGame } from './requested-game.js'

/**
 * boxscoretraditionalv3: the lines of a game, with those of players who did not play; null for a game not played yet.
 */
export function boxScoreAnswer(request: ApiRequest): object {
  const { asOf, param } = request
  const asked = requestedGame(request)
  return {
    meta: meta(asOf, `games/${param('GameID')}/boxscoretraditional`),
    boxScoreTraditional: asked ? box(asked.season, asked.game) : null,
  }
}

function box(season: Season, game: LeagueGame): object {
  return {
    gameId: game.id,
    awayTeamId: season.teams[game.away.team]?.id,
    homeTeamId: season.teams[game.home.team]?.id,
    homeTeam: side(season, game, game.home, game.away),
    awayTeam: side(season, game, game.away, game.home),
  }
}

function side(season: Season, game: LeagueGame, own: PlayedSide, other: PlayedSide): object {
  const team = season.teams[own.team]
  const line = teamLine(own, other)
  // Like the real bodies, starters and bench have minutes but no plus-minus.
  const group = (lines: readonly Line[]): object => {
    const { plusMinusPoints: _, ...rest } = statistics(sumOf(lines), sumOf(lines).seconds)
    return rest
  }
  return {
    teamId: team?.id,
    teamCity: team?.city,
    teamName: team?.name,
    teamTricode: team?.code,
    teamSlug: team?.slug,
    players: own.lines.map(player),
    statistics: statistics(line, lengthOf(game)),
    starters: group(own.lines.filter(({ start }) => start !== '')),
    bench: group(own.lines.filter(({ start }) => start === '')),
  }
}

function player(line: Line): object {
  const { id, name } = line.member.player
  return {
    personId: id,
    firstName: name.first,
    familyName: name.last,
    nameI: initialAndLast(name),
    playerSlug: slugOfName(fullName(name)),
    position: line.start,
    comment: line.seconds > 0 ? '' : line.absent || "DNP - Coach's Decision",
    jerseyNum: line.member.jersey ?? '',
    statistics: statistics(line, line.seconds),
  }
}

/**
 * A player who did not play has '' for minutes and 0 otherwise; a percentage without an attempt is 0 in these bodies.
 */
function statistics(line: Counts, seconds: number) {
  return {
    minutes: seconds === 0 ? '' : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`,
    fieldGoalsMade: line.fgm,
    fieldGoalsAttempted: line.fga,
    fieldGoalsPercentage: share(line.fgm, line.fga, 0),
    threePointersMade: line.fg3m,
    threePointersAttempted: line.fg3a,
    threePointersPercentage: share(line.fg3m, line.fg3a, 0),
    freeThrowsMade: line.ftm,
    freeThrowsAttempted: line.fta,
    freeThrowsPercentage: share(line.ftm, line.fta, 0),
    reboundsOffensive: line.oreb,
    reboundsDefensive: line.dreb,
    reboundsTotal: line.oreb + line.dreb,
    assists: line.ast,
    steals: line.stl,
    blocks: line.blk,
    turnovers: line.tov,
    foulsPersonal: line.pf,
    points: line.pts,
    plusMinusPoints: line.plusMinus,
  }
}
