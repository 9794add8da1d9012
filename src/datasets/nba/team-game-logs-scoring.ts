import { measuredLog, mirrored, ratios } from './measured-log.js'
import { SCORING } from './measures.js'
import { SHARES_OF_A_LINE } from './scoring-rules.js'

/** Shares of each team's shots and points in each game by kind. What is not a share of the log's counts has no second source. */
export default measuredLog('team_game_logs_scoring', {
  of: 'team',
  type: 'Scoring',
  title: "shares of each team's shots and points in each game by kind",
  fields: SCORING,
  verify: [
    ratios('team', 'team_game_logs_scoring', SHARES_OF_A_LINE),
    mirrored('team_game_logs_scoring', { game_minutes: 'game_minutes' }),
  ],
})
