import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import {
  NET_RATINGS,
  OFFENSIVE_RATING,
  paceRules,
  RATIOS,
  RATIOS_OF_TEAMS,
  SHARES_OF_BOTH,
} from './advanced-rules.js'
import { boxChecks, lineRules, OF_PLAYER, OF_TEAM, PLAYERS, TEAMS } from './box-lines.js'

/** Turnovers by hundred plays. */
const TURNOVER_RATIO = { rule: 'between', column: 'turnover_ratio', least: 0, most: 100 } as const

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
  verify: [
    ...boxChecks({
      players: 'box_score_advanced_players',
      teams: 'box_score_advanced_teams',
      ratios: [RATIOS, RATIOS_OF_TEAMS],
      sums: { equal: [], each: ['possessions'] },
      mirrored: {
        offensive_rating: 'defensive_rating',
        estimated_offensive_rating: 'estimated_defensive_rating',
        minutes: 'minutes',
        pace: 'pace',
        pace_per_40: 'pace_per_40',
        estimated_pace: 'estimated_pace',
      },
      wholes: SHARES_OF_BOTH,
      rules: NET_RATINGS,
    }),
    lineRules('box_score_advanced_players', OF_PLAYER, [...paceRules(48), TURNOVER_RATIO]),
    lineRules('box_score_advanced_teams', OF_TEAM, [...paceRules(5 * 48), TURNOVER_RATIO]),
    {
      kind: 'ratios-of-the-lines',
      table: 'box_score_advanced_teams',
      with: 'team_game_logs',
      on: ['game_id', 'team_id'],
      and: { with: 'box_score_advanced_teams', columns: ['possessions'] },
      ratios: OFFENSIVE_RATING,
      who: 'team_abbreviation',
      noted: true,
    },
    // The source estimates no other pace: in all 38 player and 4 team lines of two games, a team's by five times the minutes.
    {
      ...lineRules('box_score_advanced_players', OF_PLAYER, [
        { rule: 'total', column: 'estimated_pace', of: { pace: 1 }, within: 0.011 },
        { rule: 'total', column: 'estimated_usage_pct', of: { usage_pct: 1 }, within: 0.05 },
      ]),
      noted: true,
    },
    {
      ...lineRules('box_score_advanced_teams', OF_TEAM, [
        { rule: 'total', column: 'estimated_pace', of: { pace: 1 / 5 }, within: 0.006 },
      ]),
      noted: true,
    },
  ],
})
