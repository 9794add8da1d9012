import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { NET_RATINGS, RATIOS } from './advanced-rules.js'
import { boxChecks, PLAYERS, TEAMS } from './box-lines.js'

/**
 * Advanced box scores of players and teams: stats.nba.com boxscoreadvancedv3.
 * Key, cell types and first season follow from 30 rows of a recorded answer.
 */
export default gameBox('box_score_advanced', {
  title: 'advanced box scores of players and teams, one request for each game',
  group: 'box-scores',
  endpoint: 'boxscoreadvancedv3',
  root: 'boxScoreAdvanced',
  since: 1996,
  version: 2,
  players: { table: 'box_score_advanced_players', ...PLAYERS },
  teams: {
    table: 'box_score_advanced_teams',
    fields: [
      ...TEAMS.fields,
      [cell.number, { estimated_team_turnover_pct: 'statistics.estimatedTeamTurnoverPercentage' }],
    ],
  },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [
      cell.number,
      { estimated_offensive_rating: 'estimatedOffensiveRating', offensive_rating: 'offensiveRating' },
    ],
    [
      cell.number,
      { estimated_defensive_rating: 'estimatedDefensiveRating', defensive_rating: 'defensiveRating' },
    ],
    [cell.number, { estimated_net_rating: 'estimatedNetRating', net_rating: 'netRating' }],
    [cell.share, { assist_pct: 'assistPercentage', offensive_rebound_pct: 'offensiveReboundPercentage' }],
    [cell.share, { defensive_rebound_pct: 'defensiveReboundPercentage', rebound_pct: 'reboundPercentage' }],
    [cell.number, { assist_to_turnover: 'assistToTurnover', assist_ratio: 'assistRatio' }],
    [cell.number, { turnover_ratio: 'turnoverRatio', true_shooting_pct: 'trueShootingPercentage' }],
    [cell.number, { effective_field_goal_pct: 'effectiveFieldGoalPercentage' }],
    [cell.share, { usage_pct: 'usagePercentage' }],
    [cell.number, { estimated_usage_pct: 'estimatedUsagePercentage', estimated_pace: 'estimatedPace' }],
    [cell.number, { pace: 'pace', pace_per_40: 'pacePer40', possessions: 'possessions' }],
    [cell.number, { player_impact_estimate: 'PIE' }],
  ],
  verify: boxChecks({
    players: 'box_score_advanced_players',
    teams: 'box_score_advanced_teams',
    ratios: [RATIOS, RATIOS],
    mirrored: {
      offensive_rating: 'defensive_rating',
      estimated_offensive_rating: 'estimated_defensive_rating',
      minutes: 'minutes',
      pace: 'pace',
      pace_per_40: 'pace_per_40',
      estimated_pace: 'estimated_pace',
    },
    rules: NET_RATINGS,
  }),
})
