import { cell } from '../kit/cells.js'
import type { TableName } from '../kit/fields.js'
import { gameBox } from '../kit/game-box.js'
import type { Check, LineRule } from '../kit/verify.js'
import { boxChecks, PLAYERS, ratio, TEAMS } from './box-lines.js'

/** Shares that the counts of a line make: of 19 players and both teams of the recorded game. */
const SHARES = {
  two_pointers_attempted_pct: ratio(
    { field_goals_attempted: 1, three_pointers_attempted: -1 },
    { field_goals_attempted: 1 },
  ),
  three_pointers_attempted_pct: ratio({ three_pointers_attempted: 1 }, { field_goals_attempted: 1 }),
  points_two_pointers_pct: ratio({ field_goals_made: 2, three_pointers_made: -2 }, { points: 1 }),
  points_three_pointers_pct: ratio({ three_pointers_made: 3 }, { points: 1 }),
  points_free_throw_pct: ratio({ free_throws_made: 1 }, { points: 1 }),
}

/**
 * What was made was assisted or not, and points of twos are those of the paint and the midrange: in the 19 players' and both
 * teams' lines of that game.
 */
const partsOfTheMade = (table: TableName, who: string): Check => ({
  kind: 'rules-of-a-line',
  table,
  subject: 'game_id',
  who,
  rules: [
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
  ],
  noted: true,
})

/**
 * Where points come from, as shares of 1: stats.nba.com boxscorescoringv3. The first two are shares of the attempts, the
 * assisted and unassisted ones of what was made, all others of the points.
 */
export default gameBox('box_score_scoring', {
  title: 'where points come from, by player and team',
  group: 'box-scores',
  endpoint: 'boxscorescoringv3',
  root: 'boxScoreScoring',
  since: 1996,
  players: { table: 'box_score_scoring_players', ...PLAYERS },
  teams: { table: 'box_score_scoring_teams', ...TEAMS },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [cell.share, { two_pointers_attempted_pct: 'percentageFieldGoalsAttempted2pt' }],
    [cell.share, { three_pointers_attempted_pct: 'percentageFieldGoalsAttempted3pt' }],
    [cell.share, { points_two_pointers_pct: 'percentagePoints2pt' }],
    [cell.share, { points_midrange_two_pointers_pct: 'percentagePointsMidrange2pt' }],
    [cell.share, { points_three_pointers_pct: 'percentagePoints3pt' }],
    [cell.share, { points_fast_break_pct: 'percentagePointsFastBreak' }],
    [cell.share, { points_free_throw_pct: 'percentagePointsFreeThrow' }],
    [cell.share, { points_off_turnovers_pct: 'percentagePointsOffTurnovers' }],
    [cell.share, { points_paint_pct: 'percentagePointsPaint' }],
    [cell.share, { assisted_two_pointers_pct: 'percentageAssisted2pt' }],
    [cell.share, { unassisted_two_pointers_pct: 'percentageUnassisted2pt' }],
    [cell.share, { assisted_three_pointers_pct: 'percentageAssisted3pt' }],
    [cell.share, { unassisted_three_pointers_pct: 'percentageUnassisted3pt' }],
    [cell.share, { assisted_field_goals_made_pct: 'percentageAssistedFGM' }],
    [cell.share, { unassisted_field_goals_made_pct: 'percentageUnassistedFGM' }],
  ],
  verify: [
    ...boxChecks({
      players: 'box_score_scoring_players',
      teams: 'box_score_scoring_teams',
      ratios: [SHARES, SHARES],
    }),
    partsOfTheMade('box_score_scoring_players', 'last_name'),
    partsOfTheMade('box_score_scoring_teams', 'team_abbreviation'),
  ],
})
