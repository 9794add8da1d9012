import { describe, expect, it } from 'vitest'
import leagueLeaders from '../../../src/datasets/nba/league-leaders.js'
import { idOrNull, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.LeagueLeaders.json.gz')

describe.skipIf(answer === undefined)('league_leaders of a recorded answer', () => {
  it('has a row of league_leaders for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(leagueLeaders, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(of('league_leaders')).toEqual(
      rowsOf(answer, 'LeagueLeaders').map((line) => ({
        season: scope.season,
        season_type: scope.seasonType,
        player_id: line.PLAYER_ID,
        points_rank: line.RANK,
        points: line.PTS,
        player_name: words(line.PLAYER),
        team_abbreviation: words(line.TEAM),
        team_id: idOrNull(line.TEAM_ID),
        games_played: line.GP,
        minutes: line.MIN,
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
        efficiency: line.EFF,
        assist_to_turnover: line.AST_TOV,
        steal_to_turnover: line.STL_TOV,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(leagueLeaders, answer)).toEqual([])
  })
})
