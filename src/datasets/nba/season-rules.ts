import type { TableName } from '../kit/fields.js'
import type { LineRule, RulesOfALine } from '../kit/verify.js'
import { ZONES } from './shot-zones.js'

/** What must agree within a player's line of a season, */
export const rulesOfPlayers = (table: TableName, rules: readonly LineRule[]): RulesOfALine => ({
  kind: 'rules-of-a-line',
  table,
  subject: 'player_id',
  who: 'player_name',
  rules,
})
/** and a team's. */
export const rulesOfTeams = (table: TableName, rules: readonly LineRule[]): RulesOfALine => ({
  kind: 'rules-of-a-line',
  table,
  subject: 'team_id',
  who: 'team_name',
  rules,
})

/** Ratings are rounded to a digit, and so is their difference. */
export const netOf = (before = ''): LineRule => ({
  rule: 'total',
  column: `${before}net_rating`,
  of: { [`${before}offensive_rating`]: 1, [`${before}defensive_rating`]: -1 },
  within: 0.11,
})

const share = (column: string, part: string, of: string): LineRule & { rule: 'share' } => ({
  rule: 'share',
  column,
  part,
  of: [of],
})

/** Columns that some of so many rows fill in any season: a table of 30 teams that has only zeros is none. */
const used = (...columns: readonly string[]): LineRule => ({ rule: 'used', columns, from: 20 })

/** In all 1,130 rows of 2025-26: the Base measure and the estimated metrics of players and teams. */
export const WINS_LINE: readonly LineRule[] = [
  { rule: 'total', column: 'games_played', of: { wins: 1, losses: 1 } },
  { rule: 'share', column: 'win_pct', part: 'wins', of: ['games_played'] },
]

/** In all 565 rows of 2025-26. */
export const ESTIMATED_LINE: readonly LineRule[] = [
  used('games_played', 'wins', 'losses', 'estimated_offensive_rating', 'estimated_pace'),
  netOf('estimated_'),
  ...WINS_LINE,
]

/** In all 562 rows of 2025-26. Box outs are fewer than the offensive and the defensive ones in 27 of them. */
export const HUSTLE_LINE: readonly LineRule[] = [
  used('minutes', 'contested_shots', 'deflections', 'screen_assists', 'loose_balls_recovered', 'box_outs'),
  { rule: 'filled', columns: ['minutes', 'contested_shots', 'deflections', 'box_outs'] },
  {
    rule: 'total',
    column: 'contested_shots',
    of: { contested_two_pointers: 1, contested_three_pointers: 1 },
  },
  {
    rule: 'total',
    column: 'loose_balls_recovered',
    of: { offensive_loose_balls_recovered: 1, defensive_loose_balls_recovered: 1 },
  },
  share('offensive_loose_ball_pct', 'offensive_loose_balls_recovered', 'loose_balls_recovered'),
  share('defensive_loose_ball_pct', 'defensive_loose_balls_recovered', 'loose_balls_recovered'),
  share('offensive_box_out_pct', 'offensive_box_outs', 'box_outs'),
  share('defensive_box_out_pct', 'defensive_box_outs', 'box_outs'),
]

/** In all 592 rows of 2025-26, players', teams' and opponents'. */
export const TRACKED_SHOTS_LINE: readonly LineRule[] = [
  used('games_played', 'field_goals_made', 'field_goals_attempted', 'three_pointers_attempted'),
  { rule: 'filled', columns: ['games', 'field_goals_made', 'field_goals_attempted'] },
  { rule: 'total', column: 'field_goals_made', of: { two_pointers_made: 1, three_pointers_made: 1 } },
  {
    rule: 'total',
    column: 'field_goals_attempted',
    of: { two_pointers_attempted: 1, three_pointers_attempted: 1 },
  },
  { rule: 'at-most', column: 'two_pointers_made', most: 'two_pointers_attempted' },
  { rule: 'at-most', column: 'three_pointers_made', most: 'three_pointers_attempted' },
  share('field_goal_pct', 'field_goals_made', 'field_goals_attempted'),
  {
    ...share('effective_field_goal_pct', 'field_goals_made', 'field_goals_attempted'),
    plus: { three_pointers_made: 0.5 },
  },
  share('two_pointer_pct', 'two_pointers_made', 'two_pointers_attempted'),
  share('three_pointer_pct', 'three_pointers_made', 'three_pointers_attempted'),
  share('two_pointer_frequency', 'two_pointers_attempted', 'field_goals_attempted'),
  share('three_pointer_frequency', 'three_pointers_attempted', 'field_goals_attempted'),
]

/** In all 562 rows of 2025-26. */
export const DEFENDED_LINE: readonly LineRule[] = [
  used('games_played', 'field_goals_made', 'field_goals_attempted', 'usual_field_goal_pct'),
  { rule: 'filled', columns: ['games', 'field_goals_made', 'field_goals_attempted'] },
  { rule: 'at-most', column: 'field_goals_made', most: 'field_goals_attempted' },
  share('field_goal_pct', 'field_goals_made', 'field_goals_attempted'),
  {
    rule: 'total',
    column: 'field_goal_pct_difference',
    of: { field_goal_pct: 1, usual_field_goal_pct: -1 },
    within: 0.0011,
  },
]

/** In all 565 rows of 2025-26. */
export const ZONES_LINE: readonly LineRule[] = [
  used('restricted_area_made', 'restricted_area_attempted', 'above_break_three_made'),
  ...['made', 'attempted'].map((shots): LineRule => ({
    rule: 'total',
    column: `corner_three_${shots}`,
    of: { [`left_corner_three_${shots}`]: 1, [`right_corner_three_${shots}`]: 1 },
  })),
  ...[...ZONES, 'corner_three'].flatMap((zone): readonly LineRule[] => [
    { rule: 'at-most', column: `${zone}_made`, most: `${zone}_attempted` },
    share(`${zone}_pct`, `${zone}_made`, `${zone}_attempted`),
  ]),
]

/** In all 30 rows of 2025-26; miles are rounded to a tenth, and one has 5,280 feet. */
export const DISTANCE_LINE: readonly LineRule[] = [
  used('minutes', 'distance_feet', 'distance_miles', 'average_speed'),
  { rule: 'total', column: 'distance_miles', of: { distance_feet: 1 / 5_280 }, within: 0.06 },
  { rule: 'filled', columns: ['minutes', 'distance_feet', 'average_speed'] },
  // Up to 2.5 % below the miles of all minutes.
  {
    rule: 'rate',
    column: 'average_speed',
    of: 'distance_miles',
    minutes: 'minutes',
    by: 60,
    within: { number: 0.1, share: 0.05 },
  },
  {
    rule: 'total',
    column: 'distance_miles',
    of: { offensive_distance_miles: 1, defensive_distance_miles: 1 },
    within: 0.11,
  },
]

/** In all 30 rows of 2025-26. */
export const PICTURE_LINE: readonly LineRule[] = [
  { rule: 'share', column: 'win_pct', part: 'wins', of: ['wins', 'losses'] },
  { rule: 'record', column: 'home_record', and: 'away_record', wins: 'wins', losses: 'losses' },
  ...['over', 'under'].map((side): LineRule => ({
    rule: 'total',
    column: `remaining_${side}_500`,
    of: { [`remaining_home_${side}_500`]: 1, [`remaining_away_${side}_500`]: 1 },
  })),
]
