import { RATIOS } from './advanced-rules.js'
import { measuredLog, mirrored, ratios } from './measured-log.js'
import { FOUR_FACTORS } from './measures.js'

const { assist_to_turnover: _, true_shooting_pct: __, ...SHOOTING } = RATIOS

/** Each team's four factors in each game, and its opponent's. What is made of possessions has no second source. */
export default measuredLog('team_game_logs_four_factors', {
  of: 'team',
  type: 'Four Factors',
  title: "each team's four factors in each game, and its opponent's",
  fields: FOUR_FACTORS,
  verify: [
    ratios('team', 'team_game_logs_four_factors', {
      ...SHOOTING,
      free_throw_attempt_rate: {
        part: { free_throws_attempted: 1 },
        of: { field_goals_attempted: 1 },
        digits: 3,
      },
    }),
    mirrored('team_game_logs_four_factors', {
      game_minutes: 'game_minutes',
      effective_field_goal_pct: 'opponent_effective_field_goal_pct',
      free_throw_attempt_rate: 'opponent_free_throw_attempt_rate',
      team_turnover_pct: 'opponent_team_turnover_pct',
      offensive_rebound_pct: 'opponent_offensive_rebound_pct',
    }),
  ],
})
