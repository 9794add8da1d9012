import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { boxChecks, lineRules, OF_PLAYER, PLAYERS, ratio, shotRules, TEAMS } from './box-lines.js'

const SHOOTING = { field_goal_pct: ratio({ field_goals_made: 1 }, { field_goals_attempted: 1 }) }
/** Counts of the players that add up to the team's. */
const SEEN = [
  'touches passes secondary_assists free_throw_assists rebound_chances offensive_rebound_chances',
  'defensive_rebound_chances contested_field_goals_made contested_field_goals_attempted uncontested_field_goals_made',
  'uncontested_field_goals_attempted defended_at_rim_field_goals_made defended_at_rim_field_goals_attempted',
].flatMap((line) => line.split(' '))

/**
 * What cameras see of a game: stats.nba.com boxscoreplayertrackv3, since 2013-14. Contested and uncontested attempts are
 * not those of the sheets (96 for 95 in the recorded game), nor are rebound chances the sum of both ends.
 */
export default gameBox('box_score_tracking', {
  title: 'distance, touches, passes, contested shots',
  group: 'tracking',
  endpoint: 'boxscoreplayertrackv3',
  root: 'boxScorePlayerTrack',
  params: {},
  since: 2013,
  players: {
    table: 'box_score_tracking_players',
    fields: [...PLAYERS.fields, [cell.number, { speed: 'statistics.speed' }]],
    mayEmpty: PLAYERS.mayEmpty,
  },
  teams: { table: 'box_score_tracking_teams', ...TEAMS },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [cell.number, { distance: 'distance' }],
    [cell.count, { offensive_rebound_chances: 'reboundChancesOffensive' }],
    [cell.count, { defensive_rebound_chances: 'reboundChancesDefensive' }],
    [cell.count, { rebound_chances: 'reboundChancesTotal', touches: 'touches', passes: 'passes' }],
    [cell.count, { secondary_assists: 'secondaryAssists', free_throw_assists: 'freeThrowAssists' }],
    [cell.count, { assists: 'assists', contested_field_goals_made: 'contestedFieldGoalsMade' }],
    [cell.count, { contested_field_goals_attempted: 'contestedFieldGoalsAttempted' }],
    [cell.share, { contested_field_goal_pct: 'contestedFieldGoalPercentage' }],
    [cell.count, { uncontested_field_goals_made: 'uncontestedFieldGoalsMade' }],
    [cell.count, { uncontested_field_goals_attempted: 'uncontestedFieldGoalsAttempted' }],
    [cell.share, { uncontested_field_goal_pct: 'uncontestedFieldGoalsPercentage' }],
    [cell.share, { field_goal_pct: 'fieldGoalPercentage' }],
    [cell.count, { defended_at_rim_field_goals_made: 'defendedAtRimFieldGoalsMade' }],
    [cell.count, { defended_at_rim_field_goals_attempted: 'defendedAtRimFieldGoalsAttempted' }],
    [cell.share, { defended_at_rim_field_goal_pct: 'defendedAtRimFieldGoalPercentage' }],
  ],
  sums: ['assists', 'touches', 'passes', 'secondary_assists'],
  verify: [
    ...boxChecks({
      players: 'box_score_tracking_players',
      teams: 'box_score_tracking_teams',
      logged: [['assists'], ['assists']],
      ratios: [SHOOTING, SHOOTING],
      sums: { equal: ['assists'] },
      rules: shotRules('contested_field_goal', 'uncontested_field_goal', 'defended_at_rim_field_goal'),
    }),
    // Of both teams of the recorded game.
    {
      kind: 'sums-of-the-teams',
      players: 'box_score_tracking_players',
      teams: 'box_score_tracking_teams',
      equal: SEEN,
      atMost: [],
      noted: true,
    },
    // Of its 19 players: the speed is 7 % below that of the minutes of the sheet.
    {
      ...lineRules('box_score_tracking_players', OF_PLAYER, [
        {
          rule: 'rate',
          column: 'speed',
          of: 'distance',
          minutes: 'minutes',
          by: 60,
          within: { number: 0.05, share: 0.15 },
        },
      ]),
      noted: true,
    },
  ],
})
