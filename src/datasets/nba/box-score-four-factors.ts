import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { between, boxChecks, lineRules, OF_PLAYER, OF_TEAM, PLAYERS, ratio, TEAMS } from './box-lines.js'

/**
 * Four factors of teams, and of the team while a player was on the floor: stats.nba.com boxscorefourfactorsv3. The
 * checks hold in the recorded answer of one game; shares of rebounds and turnovers count what the logs do not have.
 */
export default gameBox('box_score_four_factors', {
  title: 'the four factors of a team, and while each player was on the floor',
  group: 'box-scores',
  endpoint: 'boxscorefourfactorsv3',
  root: 'boxScoreFourFactors',
  since: 1996,
  players: { table: 'box_score_four_factors_players', ...PLAYERS },
  teams: { table: 'box_score_four_factors_teams', ...TEAMS },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [cell.number, { effective_field_goal_pct: 'effectiveFieldGoalPercentage' }],
    [cell.number, { free_throw_attempt_rate: 'freeThrowAttemptRate' }],
    [cell.number, { team_turnover_pct: 'teamTurnoverPercentage' }],
    [cell.number, { offensive_rebound_pct: 'offensiveReboundPercentage' }],
    [cell.number, { opponent_effective_field_goal_pct: 'oppEffectiveFieldGoalPercentage' }],
    [cell.number, { opponent_free_throw_attempt_rate: 'oppFreeThrowAttemptRate' }],
    [cell.number, { opponent_team_turnover_pct: 'oppTeamTurnoverPercentage' }],
    [cell.number, { opponent_offensive_rebound_pct: 'oppOffensiveReboundPercentage' }],
  ],
  follows: ['box_score_advanced'],
  verify: [
    ...boxChecks({
      players: 'box_score_four_factors_players',
      teams: 'box_score_four_factors_teams',
      ratios: [
        {},
        {
          effective_field_goal_pct: ratio(
            { field_goals_made: 1, three_pointers_made: 0.5 },
            { field_goals_attempted: 1 },
          ),
          free_throw_attempt_rate: ratio({ free_throws_attempted: 1 }, { field_goals_attempted: 1 }),
        },
      ],
      mirrored: {
        minutes: 'minutes',
        effective_field_goal_pct: 'opponent_effective_field_goal_pct',
        free_throw_attempt_rate: 'opponent_free_throw_attempt_rate',
        team_turnover_pct: 'opponent_team_turnover_pct',
        offensive_rebound_pct: 'opponent_offensive_rebound_pct',
      },
    }),
    ...(['', 'opponent_'] as const).flatMap((of) => [
      lineRules('box_score_four_factors_players', OF_PLAYER, bounds(of)),
      lineRules('box_score_four_factors_teams', OF_TEAM, [
        ...bounds(of),
        ...between(0, 1, `${of}team_turnover_pct`),
      ]),
    ]),
    // Of both teams of the one game of which both are recorded.
    {
      kind: 'same-values',
      table: 'box_score_four_factors_teams',
      with: 'box_score_advanced_teams',
      on: ['game_id', 'team_id'],
      columns: ['offensive_rebound_pct', 'effective_field_goal_pct'],
      who: 'team_abbreviation',
      noted: true,
    },
  ],
})

/**
 * Bounds by definition: a field goal is worth one and a half at most. Of a few seconds there may be more turnovers than
 * possessions, but never of a game.
 */
function bounds(of: '' | 'opponent_') {
  return [
    ...between(0, 1.5, `${of}effective_field_goal_pct`),
    ...between(0, 1, `${of}offensive_rebound_pct`),
    ...between(0, 100, `${of}free_throw_attempt_rate`),
  ]
}
