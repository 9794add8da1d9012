import { OFFENSIVE_RATING, RATIOS } from './advanced-rules.js'
import { measuredLog, mirrored, ratios } from './measured-log.js'
import { ADVANCED } from './measures.js'

const { assist_to_turnover: _, ...OF_SHOTS } = RATIOS

/** Ratings, pace and shooting of each team in each game. Possessions have no second source but the rating that they make. */
export default measuredLog('team_game_logs_advanced', {
  of: 'team',
  type: 'Advanced',
  title: "each team's ratings, pace and shooting in each game",
  fields: ADVANCED,
  verify: [
    ratios('team', 'team_game_logs_advanced', OF_SHOTS),
    ratios('team', 'team_game_logs_advanced', OFFENSIVE_RATING, {
      with: 'team_game_logs_advanced',
      columns: ['possessions'],
    }),
    mirrored('team_game_logs_advanced', {
      game_minutes: 'game_minutes',
      offensive_rating: 'defensive_rating',
      pace: 'pace',
    }),
  ],
})
