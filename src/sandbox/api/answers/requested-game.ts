import { scopeOfGame, startYear } from '../../../season/season.js'
import type { LeagueGame, Season } from '../../league/season.js'
import type { ApiRequest } from './api-request.js'

/** The game named by the parameter `GameID`; undefined when it has not been played by the date. */
export function requestedGame({
  league,
  asOf,
  param,
}: ApiRequest): { season: Season; game: LeagueGame } | undefined {
  const id = param('GameID')
  const scope = scopeOfGame(id)
  const season = scope && league.season(startYear(scope.season), asOf)
  const game = season?.games.find((one) => one.id === id)
  return season && game && game.date <= asOf ? { season, game } : undefined
}
