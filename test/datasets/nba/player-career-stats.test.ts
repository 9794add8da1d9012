import { describe, expect, it } from 'vitest'
import playerCareerStats from '../../../src/datasets/nba/player-career-stats.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const TYPES = [
  ['SeasonTotalsRegularSeason', 'Regular Season'],
  ['SeasonTotalsPostSeason', 'Playoffs'],
  ['SeasonTotalsAllStarSeason', 'All Star'],
] as const
const answer = recorded('smoke.PlayerCareerStats.json.gz')

describe.skipIf(answer === undefined)('player_career_stats of a recorded answer', () => {
  it('has a row of player_career_stats for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(playerCareerStats, answer, { about: '1628378' })
    expect(refused).toEqual([])
    expect(of('player_career_stats')).toEqual(
      TYPES.flatMap(([set, type]) => rowsOf(answer, set).map((row): typeof row => ({ ...row, type }))).map(
        (line) => ({
          season_type: line.type,
          player_id: line.PLAYER_ID,
          season: words(line.SEASON_ID),
          team_id: line.TEAM_ID,
          team_abbreviation: words(line.TEAM_ABBREVIATION),
          age: line.PLAYER_AGE,
          minutes: line.MIN,
          games_played: line.GP,
          games_started: line.GS,
          points: line.PTS,
          field_goals_made: line.FGM,
          field_goals_attempted: line.FGA,
          three_pointers_made: line.FG3M,
          three_pointers_attempted: line.FG3A,
          free_throws_made: line.FTM,
          free_throws_attempted: line.FTA,
          field_goal_pct: line.FG_PCT,
          three_pointer_pct: line.FG3_PCT,
          free_throw_pct: line.FT_PCT,
          offensive_rebounds: line.OREB,
          defensive_rebounds: line.DREB,
          rebounds: line.REB,
          assists: line.AST,
          steals: line.STL,
          blocks: line.BLK,
          turnovers: line.TOV,
          personal_fouls: line.PF,
        }),
      ),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(playerCareerStats, answer)).toEqual([])
  })
})
