import { describe, expect, it } from 'vitest'
import boxScoreUsage from '../../../src/datasets/nba/box-score-usage.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.BoxScoreUsageV3.json.gz')

describe.skipIf(answer === undefined)('box_score_usage of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreUsage, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(of('box_score_usage_players')).toEqual(
      linesOf(answer, 'boxScoreUsage').players.map(({ game, team, line }) => ({
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
          usage_pct: line.usagePercentage,
          field_goals_made_pct: line.percentageFieldGoalsMade,
          field_goals_attempted_pct: line.percentageFieldGoalsAttempted,
          three_pointers_made_pct: line.percentageThreePointersMade,
          three_pointers_attempted_pct: line.percentageThreePointersAttempted,
          free_throws_made_pct: line.percentageFreeThrowsMade,
          free_throws_attempted_pct: line.percentageFreeThrowsAttempted,
          rebounds_offensive_pct: line.percentageReboundsOffensive,
          rebounds_defensive_pct: line.percentageReboundsDefensive,
          rebounds_total_pct: line.percentageReboundsTotal,
          assists_pct: line.percentageAssists,
          turnovers_pct: line.percentageTurnovers,
          steals_pct: line.percentageSteals,
          blocks_pct: line.percentageBlocks,
          blocked_attempts_pct: line.percentageBlocksAllowed,
          personal_fouls_pct: line.percentagePersonalFouls,
          personal_fouls_drawn_pct: line.percentagePersonalFoulsDrawn,
          points_pct: line.percentagePoints,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreUsage, answer, { about: '0022200552' })
    expect(of('box_score_usage_teams')).toEqual(
      linesOf(answer, 'boxScoreUsage').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        minutes: minutes(line.minutes),
        usage_pct: line.usagePercentage,
        field_goals_made_pct: line.percentageFieldGoalsMade,
        field_goals_attempted_pct: line.percentageFieldGoalsAttempted,
        three_pointers_made_pct: line.percentageThreePointersMade,
        three_pointers_attempted_pct: line.percentageThreePointersAttempted,
        free_throws_made_pct: line.percentageFreeThrowsMade,
        free_throws_attempted_pct: line.percentageFreeThrowsAttempted,
        rebounds_offensive_pct: line.percentageReboundsOffensive,
        rebounds_defensive_pct: line.percentageReboundsDefensive,
        rebounds_total_pct: line.percentageReboundsTotal,
        assists_pct: line.percentageAssists,
        turnovers_pct: line.percentageTurnovers,
        steals_pct: line.percentageSteals,
        blocks_pct: line.percentageBlocks,
        blocked_attempts_pct: line.percentageBlocksAllowed,
        personal_fouls_pct: line.percentagePersonalFouls,
        personal_fouls_drawn_pct: line.percentagePersonalFoulsDrawn,
        points_pct: line.percentagePoints,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreUsage, answer)).toEqual([])
  })
})
