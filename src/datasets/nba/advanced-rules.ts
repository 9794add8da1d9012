import type { LineRule, RatiosOfTheLines } from '../kit/verify.js'
import { between } from './box-lines.js'

/** Points by attempt, of which nearly half a free throw is one. */
export const TRUE_SHOOTING = {
  part: { points: 1 },
  of: { field_goals_attempted: 2, free_throws_attempted: 0.88 },
  digits: 3,
} as const satisfies RatiosOfTheLines['ratios'][string]

/** Half a field goal more for each three. */
export const EFFECTIVE_FIELD_GOALS = {
  part: { field_goals_made: 1, three_pointers_made: 0.5 },
  of: { field_goals_attempted: 1 },
  digits: 3,
} as const satisfies RatiosOfTheLines['ratios'][string]

/** Ratios that the counts of a line make: in all 38 player and 4 team lines of two recorded games. */
export const RATIOS = {
  effective_field_goal_pct: EFFECTIVE_FIELD_GOALS,
  true_shooting_pct: TRUE_SHOOTING,
  assist_to_turnover: { part: { assists: 1 }, of: { turnovers: 1 }, digits: 2 },
} as const satisfies RatiosOfTheLines['ratios']

/** Of a team's baskets; a player's are those that the others made meanwhile. */
export const RATIOS_OF_TEAMS = {
  ...RATIOS,
  assist_pct: { part: { assists: 1 }, of: { field_goals_made: 1 }, digits: 3 },
} as const satisfies RatiosOfTheLines['ratios']

/** A team's points by possession: in these 4 lines, and in one of a season. A player's is that of all on the floor. */
export const OFFENSIVE_RATING = {
  offensive_rating: { part: { points: 100 }, of: { possessions: 1 }, digits: 1 },
} as const satisfies RatiosOfTheLines['ratios']

/** The offence of one is the defence of the other. In all 4 team lines of these games. */
export const SHARES_OF_BOTH = {
  offensive_rebound_pct: 'defensive_rebound_pct',
  rebound_pct: 'rebound_pct',
  player_impact_estimate: 'player_impact_estimate',
} as const

/**
 * Possessions by 48 minutes, of both teams together: a player's and a team's were 1.1 apart from those of its own line at
 * most. By definition a field goal is worth three points at most, a three with a free throw two shots.
 */
export const paceRules = (by: number): readonly LineRule[] => [
  {
    rule: 'rate',
    column: 'pace',
    of: 'possessions',
    minutes: 'minutes',
    by,
    within: { number: 4, share: 0 },
  },
  { rule: 'total', column: 'pace_per_40', of: { pace: 5 / 6 }, within: 0.011 },
  ...between(0, 1.5, 'effective_field_goal_pct', 'true_shooting_pct'),
  ...between(0, 100, 'assist_ratio'),
]

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
