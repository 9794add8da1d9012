import { measuredLog, minutesOfPlayers, ratios } from './measured-log.js'
import { SCORING } from './measures.js'
import { SHARES_OF_A_LINE } from './scoring-rules.js'

/** Shares of each player's shots and points in each game by kind. What is not a share of the log's counts has no second source. */
export default measuredLog('player_game_logs_scoring', {
  of: 'player',
  type: 'Scoring',
  title: "shares of each player's shots and points in each game by kind",
  fields: SCORING,
  leftOut: { 'of player_game_logs': ['FGM', 'FGA', 'FG_PCT'] },
  verify: [
    minutesOfPlayers('player_game_logs_scoring'),
    ratios('player', 'player_game_logs_scoring', SHARES_OF_A_LINE),
  ],
})
