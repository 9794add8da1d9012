import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import type { Check } from '../kit/verify.js'
import { boxChecks, lineRules, OF_TEAM, PLAYERS, TEAMS } from './box-lines.js'
import { countsOfMisc, PARTS_OF_THE_MADE, SHARES_OF_A_LINE, SHARES_OF_MISC } from './scoring-rules.js'

/** Shares of the points that the misc box score counts. */
const sharesOfMisc = (of: 'player' | 'team'): Check => ({
  kind: 'ratios-of-the-lines',
  table: `box_score_scoring_${of}s`,
  with: `${of}_game_logs`,
  on: ['game_id', `${of}_id`],
  and: countsOfMisc(`box_score_misc_${of}s`),
  ratios: SHARES_OF_MISC,
  who: of === 'player' ? 'last_name' : 'team_abbreviation',
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
  follows: ['box_score_misc'],
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
      ratios: [SHARES_OF_A_LINE, SHARES_OF_A_LINE],
    }),
    { ...lineRules('box_score_scoring_players', { who: 'last_name' }, PARTS_OF_THE_MADE), noted: true },
    { ...lineRules('box_score_scoring_teams', OF_TEAM, PARTS_OF_THE_MADE), noted: true },
    sharesOfMisc('player'),
    sharesOfMisc('team'),
  ],
})
