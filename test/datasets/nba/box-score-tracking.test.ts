import { describe, expect, it } from 'vitest'
import boxScoreTracking from '../../../src/datasets/nba/box-score-tracking.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScorePlayerTrackV3.json.gz')

describe.skipIf(answer === undefined)('box_score_tracking of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreTracking, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_tracking_players')).toEqual(
      linesOf(answer, 'boxScorePlayerTrack').players.map(({ game, team, line }) => ({
        game_id: game,
        team_id: team,
        player_id: line.personId,
        first_name: words(line.firstName),
        last_name: words(line.familyName),
        position: words(line.position),
        comment: words(line.comment),
        jersey_number: words(line.jerseyNum),
        ...ifPlayed(line, {
          speed: line.speed,
          minutes: minutes(line.minutes),
          distance: line.distance,
          offensive_rebound_chances: line.reboundChancesOffensive,
          defensive_rebound_chances: line.reboundChancesDefensive,
          rebound_chances: line.reboundChancesTotal,
          touches: line.touches,
          secondary_assists: line.secondaryAssists,
          free_throw_assists: line.freeThrowAssists,
          passes: line.passes,
          assists: line.assists,
          contested_field_goals_made: line.contestedFieldGoalsMade,
          contested_field_goals_attempted: line.contestedFieldGoalsAttempted,
          contested_field_goal_pct: line.contestedFieldGoalPercentage,
          uncontested_field_goals_made: line.uncontestedFieldGoalsMade,
          uncontested_field_goals_attempted: line.uncontestedFieldGoalsAttempted,
          uncontested_field_goal_pct: line.uncontestedFieldGoalsPercentage,
          field_goal_pct: line.fieldGoalPercentage,
          defended_at_rim_field_goals_made: line.defendedAtRimFieldGoalsMade,
          defended_at_rim_field_goals_attempted: line.defendedAtRimFieldGoalsAttempted,
          defended_at_rim_field_goal_pct: line.defendedAtRimFieldGoalPercentage,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreTracking, answer, { about: '0022200552' })
    expect(of('box_score_tracking_teams')).toEqual(
      linesOf(answer, 'boxScorePlayerTrack').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        minutes: minutes(line.minutes),
        distance: line.distance,
        offensive_rebound_chances: line.reboundChancesOffensive,
        defensive_rebound_chances: line.reboundChancesDefensive,
        rebound_chances: line.reboundChancesTotal,
        touches: line.touches,
        secondary_assists: line.secondaryAssists,
        free_throw_assists: line.freeThrowAssists,
        passes: line.passes,
        assists: line.assists,
        contested_field_goals_made: line.contestedFieldGoalsMade,
        contested_field_goals_attempted: line.contestedFieldGoalsAttempted,
        contested_field_goal_pct: line.contestedFieldGoalPercentage,
        uncontested_field_goals_made: line.uncontestedFieldGoalsMade,
        uncontested_field_goals_attempted: line.uncontestedFieldGoalsAttempted,
        uncontested_field_goal_pct: line.uncontestedFieldGoalsPercentage,
        field_goal_pct: line.fieldGoalPercentage,
        defended_at_rim_field_goals_made: line.defendedAtRimFieldGoalsMade,
        defended_at_rim_field_goals_attempted: line.defendedAtRimFieldGoalsAttempted,
        defended_at_rim_field_goal_pct: line.defendedAtRimFieldGoalPercentage,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreTracking, answer)).toEqual([])
  })
})
