import { describe, expect, it } from 'vitest'
import playerSeasonStats from '../../../src/datasets/nba/player-season-stats.js'
import { idOrNull, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.LeagueDashPlayerStats.json.gz')

describe.skipIf(answer === undefined)('player_season_stats of a recorded answer', () => {
  it('has a row for each of the source, value for value', async () => {
    const { rows, refused, scope } = await readRecorded(playerSeasonStats, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      rowsOf(answer, 'LeagueDashPlayerStats').map((line) => ({
        season: scope.season,
        season_type: scope.seasonType,
        player_id: line.PLAYER_ID,
        player_name: words(line.PLAYER_NAME),
        nickname: words(line.NICKNAME),
        team_id: idOrNull(line.TEAM_ID),
        team_abbreviation: words(line.TEAM_ABBREVIATION),
        age: line.AGE,
        games_played: line.GP,
        wins: line.W,
        losses: line.L,
        win_pct: line.W_PCT,
        minutes: line.MIN,
        field_goals_made: line.FGM,
        field_goals_attempted: line.FGA,
        field_goal_pct: line.FG_PCT,
        three_pointers_made: line.FG3M,
        three_pointers_attempted: line.FG3A,
        three_pointer_pct: line.FG3_PCT,
        free_throws_made: line.FTM,
        free_throws_attempted: line.FTA,
        free_throw_pct: line.FT_PCT,
        offensive_rebounds: line.OREB,
        defensive_rebounds: line.DREB,
        rebounds: line.REB,
        assists: line.AST,
        turnovers: line.TOV,
        steals: line.STL,
        blocks: line.BLK,
        blocked_attempts: line.BLKA,
        personal_fouls: line.PF,
        personal_fouls_drawn: line.PFD,
        points: line.PTS,
        plus_minus: line.PLUS_MINUS,
        fantasy_points: line.NBA_FANTASY_PTS,
        double_doubles: line.DD2,
        triple_doubles: line.TD3,
        team_count: line.TEAM_COUNT,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(playerSeasonStats, answer)).toEqual([])
  })
})
