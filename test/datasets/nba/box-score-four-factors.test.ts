import { describe, expect, it } from 'vitest'
import boxScoreFourFactors from '../../../src/datasets/nba/box-score-four-factors.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreFourFactorsV3.json.gz')

describe.skipIf(answer === undefined)('box_score_four_factors of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreFourFactors, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_four_factors_players')).toEqual(
      linesOf(answer, 'boxScoreFourFactors').players.map(({ game, team, line }) => ({
        game_id: game,
        team_id: team,
        player_id: line.personId,
        first_name: words(line.firstName),
        last_name: words(line.familyName),
        position: words(line.position),
        comment: words(line.comment),
        jersey_number: words(line.jerseyNum),
        ...ifPlayed(line, {
          minutes: minutes(line.minutes),
          effective_field_goal_pct: line.effectiveFieldGoalPercentage,
          free_throw_attempt_rate: line.freeThrowAttemptRate,
          team_turnover_pct: line.teamTurnoverPercentage,
          offensive_rebound_pct: line.offensiveReboundPercentage,
          opponent_effective_field_goal_pct: line.oppEffectiveFieldGoalPercentage,
          opponent_free_throw_attempt_rate: line.oppFreeThrowAttemptRate,
          opponent_team_turnover_pct: line.oppTeamTurnoverPercentage,
          opponent_offensive_rebound_pct: line.oppOffensiveReboundPercentage,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreFourFactors, answer, { about: '0022200552' })
    expect(of('box_score_four_factors_teams')).toEqual(
      linesOf(answer, 'boxScoreFourFactors').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        minutes: minutes(line.minutes),
        effective_field_goal_pct: line.effectiveFieldGoalPercentage,
        free_throw_attempt_rate: line.freeThrowAttemptRate,
        team_turnover_pct: line.teamTurnoverPercentage,
        offensive_rebound_pct: line.offensiveReboundPercentage,
        opponent_effective_field_goal_pct: line.oppEffectiveFieldGoalPercentage,
        opponent_free_throw_attempt_rate: line.oppFreeThrowAttemptRate,
        opponent_team_turnover_pct: line.oppTeamTurnoverPercentage,
        opponent_offensive_rebound_pct: line.oppOffensiveReboundPercentage,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreFourFactors, answer)).toEqual([])
  })
})
