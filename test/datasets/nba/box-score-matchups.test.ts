import { describe, expect, it } from 'vitest'
import boxScoreMatchups from '../../../src/datasets/nba/box-score-matchups.js'
import { linesOf, readRecorded, recorded, unnamed } from '../recorded.js'

const answer = recorded('smoke.BoxScoreMatchupsV3.json.gz')

interface Matchup {
  readonly personId: number
  readonly statistics: Readonly<Record<string, number>>
}

describe.skipIf(answer === undefined)('box_score_matchups of a recorded answer', () => {
  it('has a row for each defender of each player, value for value', async () => {
    const { rows, refused } = await readRecorded(boxScoreMatchups, answer, { about: '0022200552' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      linesOf(answer, 'boxScoreMatchups').players.flatMap(({ game, team, line }) =>
        (line.matchups as readonly Matchup[]).map(({ personId, statistics: of }) => ({
          game_id: game,
          offensive_player_id: line.personId,
          team_id: team,
          defensive_player_id: personId,
          matchup_seconds: of.matchupMinutesSort,
          partial_possessions: of.partialPossessions,
          defender_total_time_pct: of.percentageDefenderTotalTime,
          offensive_total_time_pct: of.percentageOffensiveTotalTime,
          both_on_total_time_pct: of.percentageTotalTimeBothOn,
          switches_on: of.switchesOn,
          player_points: of.playerPoints,
          team_points: of.teamPoints,
          matchup_assists: of.matchupAssists,
          matchup_potential_assists: of.matchupPotentialAssists,
          matchup_turnovers: of.matchupTurnovers,
          matchup_blocks: of.matchupBlocks,
          matchup_field_goals_made: of.matchupFieldGoalsMade,
          matchup_field_goals_attempted: of.matchupFieldGoalsAttempted,
          matchup_field_goal_pct: of.matchupFieldGoalsPercentage,
          matchup_three_pointers_made: of.matchupThreePointersMade,
          matchup_three_pointers_attempted: of.matchupThreePointersAttempted,
          matchup_three_pointer_pct: of.matchupThreePointersPercentage,
          help_blocks: of.helpBlocks,
          help_field_goals_made: of.helpFieldGoalsMade,
          help_field_goals_attempted: of.helpFieldGoalsAttempted,
          help_field_goal_pct: of.helpFieldGoalsPercentage,
          matchup_free_throws_made: of.matchupFreeThrowsMade,
          matchup_free_throws_attempted: of.matchupFreeThrowsAttempted,
          shooting_fouls: of.shootingFouls,
        })),
      ),
    )
    expect(rows).toHaveLength(167)
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(boxScoreMatchups, answer)).toEqual([])
  })
})
