import { describe, expect, it } from 'vitest'
import boxScoreScoring from '../../../src/datasets/nba/box-score-scoring.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreScoringV3.json.gz')

describe.skipIf(answer === undefined)('box_score_scoring of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreScoring, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_scoring_players')).toEqual(
      linesOf(answer, 'boxScoreScoring').players.map(({ game, team, line }) => ({
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
          two_pointers_attempted_pct: line.percentageFieldGoalsAttempted2pt,
          three_pointers_attempted_pct: line.percentageFieldGoalsAttempted3pt,
          points_two_pointers_pct: line.percentagePoints2pt,
          points_midrange_two_pointers_pct: line.percentagePointsMidrange2pt,
          points_three_pointers_pct: line.percentagePoints3pt,
          points_fast_break_pct: line.percentagePointsFastBreak,
          points_free_throw_pct: line.percentagePointsFreeThrow,
          points_off_turnovers_pct: line.percentagePointsOffTurnovers,
          points_paint_pct: line.percentagePointsPaint,
          assisted_two_pointers_pct: line.percentageAssisted2pt,
          unassisted_two_pointers_pct: line.percentageUnassisted2pt,
          assisted_three_pointers_pct: line.percentageAssisted3pt,
          unassisted_three_pointers_pct: line.percentageUnassisted3pt,
          assisted_field_goals_made_pct: line.percentageAssistedFGM,
          unassisted_field_goals_made_pct: line.percentageUnassistedFGM,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreScoring, answer, { about: '0022200552' })
    expect(of('box_score_scoring_teams')).toEqual(
      linesOf(answer, 'boxScoreScoring').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        minutes: minutes(line.minutes),
        two_pointers_attempted_pct: line.percentageFieldGoalsAttempted2pt,
        three_pointers_attempted_pct: line.percentageFieldGoalsAttempted3pt,
        points_two_pointers_pct: line.percentagePoints2pt,
        points_midrange_two_pointers_pct: line.percentagePointsMidrange2pt,
        points_three_pointers_pct: line.percentagePoints3pt,
        points_fast_break_pct: line.percentagePointsFastBreak,
        points_free_throw_pct: line.percentagePointsFreeThrow,
        points_off_turnovers_pct: line.percentagePointsOffTurnovers,
        points_paint_pct: line.percentagePointsPaint,
        assisted_two_pointers_pct: line.percentageAssisted2pt,
        unassisted_two_pointers_pct: line.percentageUnassisted2pt,
        assisted_three_pointers_pct: line.percentageAssisted3pt,
        unassisted_three_pointers_pct: line.percentageUnassisted3pt,
        assisted_field_goals_made_pct: line.percentageAssistedFGM,
        unassisted_field_goals_made_pct: line.percentageUnassistedFGM,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreScoring, answer)).toEqual([])
  })
})
