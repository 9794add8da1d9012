import type { FurtherCounts, LineRule, RatiosOfTheLines } from '../kit/verify.js'
import { ratio } from './box-lines.js'

/** Shares that the counts of a line make: of 19 players and both teams of the recorded game. */
export const SHARES_OF_A_LINE: RatiosOfTheLines['ratios'] = {
  two_pointers_attempted_pct: ratio(
    { field_goals_attempted: 1, three_pointers_attempted: -1 },
    { field_goals_attempted: 1 },
  ),
  three_pointers_attempted_pct: ratio({ three_pointers_attempted: 1 }, { field_goals_attempted: 1 }),
  points_two_pointers_pct: ratio({ field_goals_made: 2, three_pointers_made: -2 }, { points: 1 }),
  points_three_pointers_pct: ratio({ three_pointers_made: 3 }, { points: 1 }),
  points_free_throw_pct: ratio({ free_throws_made: 1 }, { points: 1 }),
}

/** Shares of the points that the misc measure counts: in the same 21 lines. */
export const SHARES_OF_MISC: RatiosOfTheLines['ratios'] = {
  points_paint_pct: ratio({ points_paint: 1 }, { points: 1 }),
  points_fast_break_pct: ratio({ points_fast_break: 1 }, { points: 1 }),
  points_off_turnovers_pct: ratio({ points_off_turnovers: 1 }, { points: 1 }),
}

/** What the misc measure counts of these. */
export const countsOfMisc = (misc: FurtherCounts['with']): FurtherCounts => ({
  with: misc,
  columns: ['points_paint', 'points_fast_break', 'points_off_turnovers'],
})

/**
 * What was made was assisted or not, and points of twos are those of the paint and the midrange: in the same 21 lines, which
 * are rounded to three digits each.
 */
export const PARTS_OF_THE_MADE: readonly LineRule[] = [
  ...['two_pointers_pct', 'three_pointers_pct', 'field_goals_made_pct'].map((made): LineRule => ({
    rule: 'whole',
    shares: [`assisted_${made}`, `unassisted_${made}`],
  })),
  {
    rule: 'total',
    column: 'points_two_pointers_pct',
    of: { points_paint_pct: 1, points_midrange_two_pointers_pct: 1 },
    within: 0.0016,
  },
]
