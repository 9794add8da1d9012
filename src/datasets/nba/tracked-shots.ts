import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'
import { totals, TRACKED_TYPES } from './season-totals.js'

/** Shots that cameras followed. They miss some: up to 29 attempts of a player and 131 of a team in 2025-26. */
export const trackedShots = (endpoint: string) =>
  ({
    group: 'shooting',
    endpoint,
    resultSet: 'LeagueDashPTShots',
    params: totals(),
    since: 2013,
    seasonTypes: TRACKED_TYPES,
  }) as const

/** Frequencies are shares of the line's field goal attempts. */
export const TRACKED_SHOTS = [
  [cell.count, { games_played: 'GP', games: 'G' }],
  [cell.number, { field_goal_frequency: 'FGA_FREQUENCY' }],
  [cell.count, { field_goals_made: 'FGM', field_goals_attempted: 'FGA' }],
  [cell.number, { field_goal_pct: 'FG_PCT', effective_field_goal_pct: 'EFG_PCT' }],
  [cell.number, { two_pointer_frequency: 'FG2A_FREQUENCY' }],
  [cell.count, { two_pointers_made: 'FG2M', two_pointers_attempted: 'FG2A' }],
  [cell.number, { two_pointer_pct: 'FG2_PCT', three_pointer_frequency: 'FG3A_FREQUENCY' }],
  [cell.count, { three_pointers_made: 'FG3M', three_pointers_attempted: 'FG3A' }],
  [cell.number, { three_pointer_pct: 'FG3_PCT' }],
] as const satisfies readonly FieldGroup<string>[]

/** Shots that a player or team defended as the closest; the shooters' usual percentage of such shots beside the allowed one. */
export const DEFENDED_SHOTS = [
  [cell.count, { games_played: 'GP', games: 'G' }],
  [cell.number, { frequency: 'FREQ' }],
  [cell.count, { field_goals_made: 'D_FGM', field_goals_attempted: 'D_FGA' }],
  [cell.number, { field_goal_pct: 'D_FG_PCT', usual_field_goal_pct: 'NORMAL_FG_PCT' }],
  [cell.number, { field_goal_pct_difference: 'PCT_PLUSMINUS' }],
] as const satisfies readonly FieldGroup<string>[]

/** Shots that count in a total of the lines, with the corrections that one of the two has first. */
export const SHOTS_OF_THE_LINES = {
  sums: ['field_goals_made', 'field_goals_attempted', 'three_pointers_made', 'three_pointers_attempted'],
  within: {
    field_goals_made: 2,
    field_goals_attempted: 2,
    three_pointers_made: 2,
    three_pointers_attempted: 2,
  },
  mayLack: true,
} as const
