import { RATIOS } from './advanced-rules.js'
import { measuredLog, mirrored, ratios } from './measured-log.js'
import { ADVANCED } from './measures.js'

const { assist_to_turnover: _, ...OF_SHOTS } = RATIOS

/** Ratings, pace and shooting of each team in each game. Ratings, possessions and what is made of them have no second source. */
export default measuredLog('team_game_logs_advanced', {
  of: 'team',
  type: 'Advanced',
  title: "each team's ratings, pace and shooting in each game",
  fields: ADVANCED,
  verify: [
    ratios('team', 'team_game_logs_advanced', OF_SHOTS),
    mirrored('team_game_logs_advanced', {
      game_minutes: 'game_minutes',
      offensive_rating: 'defensive_rating',
      pace: 'pace',
    }),
  ],
})
