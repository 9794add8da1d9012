import type { LineRule } from '../kit/verify.js'

/**
 * Counts of the players that add up to the team's: as totals of 2025-26 for the whole league, to the unit. Points do not
 * where a scorer did nothing else that counts as hustle: he has no line.
 */
export const HUSTLE_SUMS = [
  'contested_shots',
  'contested_two_pointers',
  'contested_three_pointers',
  'deflections',
  'charges_drawn',
  'screen_assists',
  'screen_assist_points',
  'offensive_loose_balls_recovered',
  'defensive_loose_balls_recovered',
  'loose_balls_recovered',
  'offensive_box_outs',
  'defensive_box_outs',
  'box_outs',
] as const

/** The counts of the players that add up to the team's in the recorded game alone: no other answer has them of teams. */
export const BOX_OUT_REBOUNDS = ['box_out_player_team_rebounds', 'box_out_player_rebounds'] as const

/**
 * Parts and wholes: of 532 players and 30 teams of 2025-26 none has another sum of contested shots or loose balls; 17
 * players have more box outs than those of both ends, and none fewer than rebounds after them.
 */
export const PARTS: readonly LineRule[] = [
  {
    rule: 'total',
    column: 'contested_shots',
    of: { contested_two_pointers: 1, contested_three_pointers: 1 },
    whereUsed: true,
  },
  {
    rule: 'total',
    column: 'loose_balls_recovered',
    of: { offensive_loose_balls_recovered: 1, defensive_loose_balls_recovered: 1 },
    whereUsed: true,
  },
  { rule: 'at-most', column: 'offensive_box_outs', most: 'box_outs' },
  { rule: 'at-most', column: 'defensive_box_outs', most: 'box_outs' },
  { rule: 'at-most', column: 'box_out_player_team_rebounds', most: 'box_outs' },
  { rule: 'at-most', column: 'box_out_player_rebounds', most: 'box_out_player_team_rebounds' },
]
