import { describe, expect, it } from 'vitest'
import boxScoreDefensive from '../../../src/datasets/nba/box-score-defensive.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreDefensiveV2.json.gz')

describe.skipIf(answer === undefined)('box_score_defensive of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreDefensive, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_defensive_players')).toEqual(
      linesOf(answer, 'boxScoreDefensive').players.map(({ game, team, line }) => ({
        game_id: game,
        team_id: team,
        player_id: line.personId,
        first_name: words(line.firstName),
        last_name: words(line.familyName),
        position: words(line.position),
        comment: words(line.comment),
        jersey_number: words(line.jerseyNum),
        ...ifPlayed(line, {
          matchup_minutes: minutes(line.matchupMinutes),
          partial_possessions: line.partialPossessions,
          switches_on: line.switchesOn,
          player_points: line.playerPoints,
          defensive_rebounds: line.defensiveRebounds,
          matchup_assists: line.matchupAssists,
          matchup_turnovers: line.matchupTurnovers,
          steals: line.steals,
          blocks: line.blocks,
          matchup_field_goals_made: line.matchupFieldGoalsMade,
          matchup_field_goals_attempted: line.matchupFieldGoalsAttempted,
          matchup_field_goal_pct: line.matchupFieldGoalPercentage,
          matchup_three_pointers_made: line.matchupThreePointersMade,
          matchup_three_pointers_attempted: line.matchupThreePointersAttempted,
          matchup_three_pointer_pct: line.matchupThreePointerPercentage,
        }),
      })),
    )
  })

  it('has no lines of teams, which the source leaves empty', () => {
    expect(boxScoreDefensive.tables.map(({ name }) => name)).toEqual(['box_score_defensive_players'])
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreDefensive, answer)).toEqual([])
  })
})
