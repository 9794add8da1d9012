import { cell } from '../kit/cells.js'
import type { FieldGroup } from '../kit/fields.js'

/** Made, attempted and their share by zone. The corners together are the sum of the left and the right one. */
export const SHOT_ZONES = [
  [
    cell.count,
    { restricted_area_made: 'Restricted Area.FGM', restricted_area_attempted: 'Restricted Area.FGA' },
  ],
  [cell.made, { restricted_area_pct: 'Restricted Area.FG_PCT' }],
  [cell.count, { paint_made: 'In The Paint (Non-RA).FGM', paint_attempted: 'In The Paint (Non-RA).FGA' }],
  [cell.made, { paint_pct: 'In The Paint (Non-RA).FG_PCT' }],
  [cell.count, { midrange_made: 'Mid-Range.FGM', midrange_attempted: 'Mid-Range.FGA' }],
  [cell.made, { midrange_pct: 'Mid-Range.FG_PCT' }],
  [
    cell.count,
    { left_corner_three_made: 'Left Corner 3.FGM', left_corner_three_attempted: 'Left Corner 3.FGA' },
  ],
  [cell.made, { left_corner_three_pct: 'Left Corner 3.FG_PCT' }],
  [
    cell.count,
    { right_corner_three_made: 'Right Corner 3.FGM', right_corner_three_attempted: 'Right Corner 3.FGA' },
  ],
  [cell.made, { right_corner_three_pct: 'Right Corner 3.FG_PCT' }],
  [
    cell.count,
    { above_break_three_made: 'Above the Break 3.FGM', above_break_three_attempted: 'Above the Break 3.FGA' },
  ],
  [cell.made, { above_break_three_pct: 'Above the Break 3.FG_PCT' }],
  [cell.count, { backcourt_made: 'Backcourt.FGM', backcourt_attempted: 'Backcourt.FGA' }],
  [cell.made, { backcourt_pct: 'Backcourt.FG_PCT' }],
  [cell.count, { corner_three_made: 'Corner 3.FGM', corner_three_attempted: 'Corner 3.FGA' }],
  [cell.made, { corner_three_pct: 'Corner 3.FG_PCT' }],
] as const satisfies readonly FieldGroup<string>[]

/** The zones that do not overlap. */
export const ZONES = [
  'restricted_area',
  'paint',
  'midrange',
  'left_corner_three',
  'right_corner_three',
  'above_break_three',
  'backcourt',
] as const

/**
 * Field goals are the sum of the zones in all 565 rows of 2025-26. The places of some shots of old seasons may be unknown:
 * the sum is at most that of the lines, but for a correction.
 */
export const ZONES_OF_THE_LINES = {
  parts: {
    field_goals_made: ZONES.map((zone) => `${zone}_made`),
    field_goals_attempted: ZONES.map((zone) => `${zone}_attempted`),
  },
  within: { field_goals_made: 2, field_goals_attempted: 2 },
  mayLack: true,
} as const
