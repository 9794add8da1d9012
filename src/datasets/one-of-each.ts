import type { SeasonSize } from '../season/season-size.js'
import type { StoredSeason, Subject } from './dataset.js'

/** Players of a team who have a line in a season, about. */
const PLAYERS_OF_A_TEAM = 18

/** A stored season with one game, team and player: a dataset with a request for each of them makes one. */
export const ONE_OF_EACH: StoredSeason = {
  playedGames: async () => ['0021800001'],
  teams: async () => ['1610612737'],
  players: async () => ['2544'],
}

/** How many of each subject a season has; a dataset about dates names all of them itself. */
export const timesOf = ({ games, teams }: SeasonSize): Readonly<Record<Subject, number>> => ({
  game: games,
  team: teams,
  player: teams * PLAYERS_OF_A_TEAM,
  season: 1,
  date: 1,
})
