import { cell } from '../kit/cells.js'
import { field } from '../kit/fields.js'
import { gameBox } from '../kit/game-box.js'
import { NET_RATINGS, RATIOS } from './advanced-rules.js'

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
  players: {
    table: 'box_score_advanced_players',
    fields: {
      first_name: field('firstName', cell.textOrNull),
      last_name: field('familyName', cell.textOrNull),
      position: field('position', cell.textOrNull),
      comment: field('comment', cell.textOrNull),
      jersey_number: field('jerseyNum', cell.textOrNull),
    },
    mayEmpty: ['position', 'comment'], // starters and who did not play: known late, or never
  },
  teams: {
    table: 'box_score_advanced_teams',
    fields: {
      team_city: field('teamCity', cell.textOrNull),
      team_name: field('teamName', cell.textOrNull),
      team_abbreviation: field('teamTricode', cell.textOrNull),
      estimated_team_turnover_pct: field('statistics.estimatedTeamTurnoverPercentage', cell.number),
    },
  },
  statistics: {
    minutes: field('minutes', cell.clockMinutes),
    estimated_offensive_rating: field('estimatedOffensiveRating', cell.number),
    offensive_rating: field('offensiveRating', cell.number),
    estimated_defensive_rating: field('estimatedDefensiveRating', cell.number),
    defensive_rating: field('defensiveRating', cell.number),
    estimated_net_rating: field('estimatedNetRating', cell.number),
    net_rating: field('netRating', cell.number),
    assist_pct: field('assistPercentage', cell.share),
    assist_to_turnover: field('assistToTurnover', cell.number),
    assist_ratio: field('assistRatio', cell.number),
    offensive_rebound_pct: field('offensiveReboundPercentage', cell.share),
    defensive_rebound_pct: field('defensiveReboundPercentage', cell.share),
    rebound_pct: field('reboundPercentage', cell.share),
    turnover_ratio: field('turnoverRatio', cell.number),
    effective_field_goal_pct: field('effectiveFieldGoalPercentage', cell.number),
    true_shooting_pct: field('trueShootingPercentage', cell.number),
    usage_pct: field('usagePercentage', cell.share),
    estimated_usage_pct: field('estimatedUsagePercentage', cell.number),
    estimated_pace: field('estimatedPace', cell.number),
    pace: field('pace', cell.number),
    pace_per_40: field('pacePer40', cell.number),
    possessions: field('possessions', cell.number),
    player_impact_estimate: field('PIE', cell.number),
  },
  verify: [
    {
      kind: 'same-values',
      table: 'box_score_advanced_players',
      with: 'player_game_logs',
      on: ['game_id', 'player_id'],
      columns: ['team_id', 'minutes'],
      within: { minutes: 1 }, // the log has whole minutes
      who: 'last_name',
      played: 'minutes',
    },
    {
      kind: 'ratios-of-the-lines',
      table: 'box_score_advanced_players',
      with: 'player_game_logs',
      on: ['game_id', 'player_id'],
      ratios: RATIOS,
      who: 'last_name',
    },
    {
      kind: 'ratios-of-the-lines',
      table: 'box_score_advanced_teams',
      with: 'team_game_logs',
      on: ['game_id', 'team_id'],
      ratios: RATIOS,
      who: 'team_abbreviation',
    },
    {
      kind: 'sums-of-the-teams',
      players: 'box_score_advanced_players',
      teams: 'box_score_advanced_teams',
      equal: [],
      atMost: [],
      minutes: 'minutes',
    },
    {
      kind: 'mirrored-lines',
      table: 'box_score_advanced_teams',
      columns: {
        offensive_rating: 'defensive_rating',
        estimated_offensive_rating: 'estimated_defensive_rating',
        minutes: 'minutes',
        pace: 'pace',
        pace_per_40: 'pace_per_40',
        estimated_pace: 'estimated_pace',
      },
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_advanced_players',
      subject: 'game_id',
      who: 'last_name',
      played: 'minutes',
      rules: [...NET_RATINGS, { rule: 'between', column: 'minutes', least: 0, most: 75 }],
    },
    {
      kind: 'rules-of-a-line',
      table: 'box_score_advanced_teams',
      subject: 'game_id',
      who: 'team_abbreviation',
      rules: [...NET_RATINGS, { rule: 'between', column: 'minutes', least: 0, most: 400 }],
    },
  ],
})
