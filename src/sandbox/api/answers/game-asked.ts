import { scopeOfGame, startYear } from '../../../season/season.js'
import type { LeagueGame, Season } from '../../league/season.js'
import type { Question } from './question.js'

/** The game of the parameter `GameID`, if it has been played by the date. */
export function gameAsked({
  league,
  asOf,
  param,
}: Question): { season: Season; game: LeagueGame } | undefined {
  const id = param('GameID')
  const scope = scopeOfGame(id)
  const season = scope && league.season(startYear(scope.season), asOf)
  const game = season?.games.find((one) => one.id === id)
  return season && game && game.date <= asOf ? { season, game } : undefined
}
