import { describe, expect, it } from 'vitest'
import boxScoreAdvanced from '../../../src/datasets/nba/box-score-advanced.js'
import { ifPlayed, linesOf, minutes, readRecorded, recorded, unnamed, words } from '../recorded.js'

const answer = recorded('scenarios.common.BoxScoreAdvancedV3.json.gz')

describe.skipIf(answer === undefined)('box_score_advanced of a recorded answer', () => {
  it("has each player's line of the source, value for value", async () => {
    const { of, refused } = await readRecorded(boxScoreAdvanced, answer, { about: '0022300001' })
    expect(refused).toEqual([])
    expect(of('box_score_advanced_players')).toEqual(
      linesOf(answer, 'boxScoreAdvanced').players.map(({ game, team, line }) => ({
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
          estimated_offensive_rating: line.estimatedOffensiveRating,
          offensive_rating: line.offensiveRating,
          estimated_defensive_rating: line.estimatedDefensiveRating,
          defensive_rating: line.defensiveRating,
          estimated_net_rating: line.estimatedNetRating,
          net_rating: line.netRating,
          assist_pct: line.assistPercentage,
          assist_to_turnover: line.assistToTurnover,
          assist_ratio: line.assistRatio,
          offensive_rebound_pct: line.offensiveReboundPercentage,
          defensive_rebound_pct: line.defensiveReboundPercentage,
          rebound_pct: line.reboundPercentage,
          turnover_ratio: line.turnoverRatio,
          effective_field_goal_pct: line.effectiveFieldGoalPercentage,
          true_shooting_pct: line.trueShootingPercentage,
          usage_pct: line.usagePercentage,
          estimated_usage_pct: line.estimatedUsagePercentage,
          estimated_pace: line.estimatedPace,
          pace: line.pace,
          pace_per_40: line.pacePer40,
          possessions: line.possessions,
          player_impact_estimate: line.PIE,
        }),
      })),
    )
  })

  it("has each team's line of the source, value for value", async () => {
    const { of } = await readRecorded(boxScoreAdvanced, answer, { about: '0022300001' })
    expect(of('box_score_advanced_teams')).toEqual(
      linesOf(answer, 'boxScoreAdvanced').teams.map(({ game, isHome, line }) => ({
        game_id: game,
        team_id: line.teamId,
        is_home: isHome,
        team_city: words(line.teamCity),
        team_name: words(line.teamName),
        team_abbreviation: words(line.teamTricode),
        estimated_team_turnover_pct: line.estimatedTeamTurnoverPercentage,
        minutes: minutes(line.minutes),
        estimated_offensive_rating: line.estimatedOffensiveRating,
        offensive_rating: line.offensiveRating,
        estimated_defensive_rating: line.estimatedDefensiveRating,
        defensive_rating: line.defensiveRating,
        estimated_net_rating: line.estimatedNetRating,
        net_rating: line.netRating,
        assist_pct: line.assistPercentage,
        assist_to_turnover: line.assistToTurnover,
        assist_ratio: line.assistRatio,
        offensive_rebound_pct: line.offensiveReboundPercentage,
        defensive_rebound_pct: line.defensiveReboundPercentage,
        rebound_pct: line.reboundPercentage,
        turnover_ratio: line.turnoverRatio,
        effective_field_goal_pct: line.effectiveFieldGoalPercentage,
        true_shooting_pct: line.trueShootingPercentage,
        usage_pct: line.usagePercentage,
        estimated_usage_pct: line.estimatedUsagePercentage,
        estimated_pace: line.estimatedPace,
        pace: line.pace,
        pace_per_40: line.pacePer40,
        possessions: line.possessions,
        player_impact_estimate: line.PIE,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreAdvanced, answer)).toEqual([])
  })
})
