import { SCOPE, writePeopleOfOneGame } from '../real/people-of-one-game.js'
import type { Told } from './lying-season.js'
import { ONE_GAME } from './one-game.js'

/** The people of one game, some weeks after it. */
export const PEOPLE: Told = {
  season: SCOPE.season,
  today: '2017-12-01',
  always: ['team_game_logs', 'player_game_logs'],
  more: ['lineups', 'player_awards', 'player_biographies', 'player_career_stats', 'rosters'],
  write: async (folder) => void (await writePeopleOfOneGame(folder)),
}

/** One game with its summary, and what tells about its points. */
export const SUMMARY: Told = {
  ...ONE_GAME,
  more: ['box_score_misc', 'game_summaries', 'play_by_play'],
  lying: ['game_summaries'],
}
