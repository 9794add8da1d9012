import { describe, expect, it } from 'vitest'
import boxScoreAdvanced from '../../../src/datasets/nba/box-score-advanced.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, words } from '../recorded.js'

const answer = recorded('scenarios.common.BoxScoreAdvancedV3.json.gz')

describe.skipIf(answer === undefined)('box_score_advanced of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreAdvanced, answer, { about: '0022300001' })
    expect(refused).toEqual([])
    expect(of('box_score_advanced_players')).toEqual(
      linesOf(answer, 'boxScoreAdvanced').players.map(({ game, team, line: of }) => ({
        game_id: game,
        team_id: team,
        player_id: of.personId,
        first_name: words(of.firstName),
        last_name: words(of.familyName),
        position: words(of.position),
        comment: words(of.comment),
        jersey_number: words(of.jerseyNum),
        ...ifPlayed(of, {
          minutes: minutes(of.minutes),
          estimated_offensive_rating: of.estimatedOffensiveRating,
          offensive_rating: of.offensiveRating,
          estimated_defensive_rating: of.estimatedDefensiveRating,
          defensive_rating: of.defensiveRating,
          estimated_net_rating: of.estimatedNetRating,
          net_rating: of.netRating,
          assist_pct: of.assistPercentage,
          assist_to_turnover: of.assistToTurnover,
          assist_ratio: of.assistRatio,
          offensive_rebound_pct: of.offensiveReboundPercentage,
          defensive_rebound_pct: of.defensiveReboundPercentage,
          rebound_pct: of.reboundPercentage,
          turnover_ratio: of.turnoverRatio,
          effective_field_goal_pct: of.effectiveFieldGoalPercentage,
          true_shooting_pct: of.trueShootingPercentage,
          usage_pct: of.usagePercentage,
          estimated_usage_pct: of.estimatedUsagePercentage,
          estimated_pace: of.estimatedPace,
          pace: of.pace,
          pace_per_40: of.pacePer40,
          possessions: of.possessions,
          player_impact_estimate: of.PIE,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreAdvanced, answer, { about: '0022300001' })
    expect(of('box_score_advanced_teams')).toEqual(
      linesOf(answer, 'boxScoreAdvanced').teams.map(({ game, isHome, line: of }) => ({
        game_id: game,
        team_id: of.teamId,
        is_home: isHome,
        team_city: words(of.teamCity),
        team_name: words(of.teamName),
        team_abbreviation: words(of.teamTricode),
        estimated_team_turnover_pct: of.estimatedTeamTurnoverPercentage,
        minutes: minutes(of.minutes),
        estimated_offensive_rating: of.estimatedOffensiveRating,
        offensive_rating: of.offensiveRating,
        estimated_defensive_rating: of.estimatedDefensiveRating,
        defensive_rating: of.defensiveRating,
        estimated_net_rating: of.estimatedNetRating,
        net_rating: of.netRating,
        assist_pct: of.assistPercentage,
        assist_to_turnover: of.assistToTurnover,
        assist_ratio: of.assistRatio,
        offensive_rebound_pct: of.offensiveReboundPercentage,
        defensive_rebound_pct: of.defensiveReboundPercentage,
        rebound_pct: of.reboundPercentage,
        turnover_ratio: of.turnoverRatio,
        effective_field_goal_pct: of.effectiveFieldGoalPercentage,
        true_shooting_pct: of.trueShootingPercentage,
        usage_pct: of.usagePercentage,
        estimated_usage_pct: of.estimatedUsagePercentage,
        estimated_pace: of.estimatedPace,
        pace: of.pace,
        pace_per_40: of.pacePer40,
        possessions: of.possessions,
        player_impact_estimate: of.PIE,
      })),
    )
  })
})
