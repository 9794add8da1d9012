import { measuredLog, minutesOfPlayers } from './measured-log.js'
import { SCORING } from './measures.js'

/** Shares of each player's shots and points in each game by kind. They have no second source. */
export default measuredLog('player_game_logs_scoring', {
  of: 'player',
  type: 'Scoring',
  title: "shares of each player's shots and points in each game by kind",
  fields: SCORING,
  leftOut: { 'of player_game_logs': ['FGM', 'FGA', 'FG_PCT'] },
  verify: [minutesOfPlayers('player_game_logs_scoring')],
})
