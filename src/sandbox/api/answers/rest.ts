import type { LeaguePlayer } from '../../league/players.js'
import type { Member } from '../../league/rosters.js'
import type { Season } from '../../league/season.js'
import { latestTeams } from './players.js'

/** `GET /players/{season}` of the plain REST contract: each player of the season once, with his latest team. */
export function restPlayersAnswer(season: Season, now: Season | undefined, asOf: string): object {
  const active = now ? latestTeams(now, asOf) : new Map<LeaguePlayer, Member>()
  return {
    players: [...latestTeams(season, asOf)].map(([player, member]) => {
      const team = season.teams[member.team]
      return {
        id: player.id,
        firstName: player.name.first,
        lastName: player.name.last,
        teamId: team?.id,
        teamAbbreviation: team?.code,
        position: player.position,
        jersey: member.jersey,
        height: player.height,
        weight: player.weight,
        birthdate: player.birthdate,
        isActive: active.has(player),
      }
    }),
  }
}

/** `GET /games/{date}` of the plain REST contract. */
export function restGamesAnswer(season: Season | undefined, date: string, asOf: string): object {
  const games = season?.games.filter((game) => game.date === date) ?? []
  return {
    games: games
      .filter((game) => game.type !== 'Playoffs' || game.date <= asOf)
      .map((game) => {
        const played = game.date <= asOf
        const [home, away] = [season?.teams[game.home.team], season?.teams[game.away.team]]
        return {
          id: game.id,
          season: season?.name,
          date: game.date,
          status: played ? 'Final' : 'Scheduled',
          homeTeamId: home?.id,
          homeTeamAbbreviation: home?.code,
          awayTeamId: away?.id,
          awayTeamAbbreviation: away?.code,
          homeScore: played ? game.home.score : null,
          awayScore: played ? game.away.score : null,
          neutralSite: game.neutral,
        }
      }),
  }
}
