import type { LineRule, RatiosOfTheLines } from '../kit/verify.js'

/** Points by attempt, of which nearly half a free throw is one. */
export const TRUE_SHOOTING = {
  part: { points: 1 },
  of: { field_goals_attempted: 2, free_throws_attempted: 0.88 },
  digits: 3,
} as const satisfies RatiosOfTheLines['ratios'][string]

/** Ratios that the counts of a line make: in all 38 player and 4 team lines of two recorded games. */
export const RATIOS: RatiosOfTheLines['ratios'] = {
  effective_field_goal_pct: {
    part: { field_goals_made: 1, three_pointers_made: 0.5 },
    of: { field_goals_attempted: 1 },
    digits: 3,
  },
  true_shooting_pct: TRUE_SHOOTING,
  assist_to_turnover: { part: { assists: 1 }, of: { turnovers: 1 }, digits: 2 },
}

/** Each rating is rounded to a digit, and so is their difference: in all 38 player and 4 team lines of these games. */
export const NET_RATINGS: readonly LineRule[] = [
  {
    rule: 'filled',
    columns: [
      'minutes',
      'possessions',
      'pace',
      'usage_pct',
      'offensive_rating',
      'defensive_rating',
      'net_rating',
    ],
  },
  // Not the estimated ones: an estimate takes off offensive rebounds, and may be below 0 for a few seconds.
  ...['offensive_rating', 'defensive_rating', 'possessions', 'pace'].map((column): LineRule => ({
    rule: 'between',
    column,
    least: 0,
  })),
  {
    rule: 'total',
    column: 'net_rating',
    of: { offensive_rating: 1, defensive_rating: -1 },
    within: 0.11,
  },
  {
    rule: 'total',
    column: 'estimated_net_rating',
    of: { estimated_offensive_rating: 1, estimated_defensive_rating: -1 },
    within: 0.11,
  },
]
