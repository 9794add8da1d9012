import { describe, expect, it } from 'vitest'
import playerSeasonStats from '../../../src/datasets/nba/player-season-stats.js'
import { idOrNull, readRecorded, recorded, rowsOf, words } from '../recorded.js'

const answer = recorded('smoke.LeagueDashPlayerStats.json.gz')

describe.skipIf(answer === undefined)('player_season_stats of a recorded answer', () => {
  it('has a row for each of the source, value for value', async () => {
    const { rows, refused, scope } = await readRecorded(playerSeasonStats, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      rowsOf(answer, 'LeagueDashPlayerStats').map((of) => ({
        season: scope.season,
        season_type: scope.seasonType,
        player_id: of.PLAYER_ID,
        player_name: words(of.PLAYER_NAME),
        nickname: words(of.NICKNAME),
        team_id: idOrNull(of.TEAM_ID),
        team_abbreviation: words(of.TEAM_ABBREVIATION),
        age: of.AGE,
        games_played: of.GP,
        wins: of.W,
        losses: of.L,
        win_pct: of.W_PCT,
        minutes: of.MIN,
        field_goals_made: of.FGM,
        field_goals_attempted: of.FGA,
        field_goal_pct: of.FG_PCT,
        three_pointers_made: of.FG3M,
        three_pointers_attempted: of.FG3A,
        three_pointer_pct: of.FG3_PCT,
        free_throws_made: of.FTM,
        free_throws_attempted: of.FTA,
        free_throw_pct: of.FT_PCT,
        offensive_rebounds: of.OREB,
        defensive_rebounds: of.DREB,
        rebounds: of.REB,
        assists: of.AST,
        turnovers: of.TOV,
        steals: of.STL,
        blocks: of.BLK,
        blocked_attempts: of.BLKA,
        personal_fouls: of.PF,
        personal_fouls_drawn: of.PFD,
        points: of.PTS,
        plus_minus: of.PLUS_MINUS,
        fantasy_points: of.NBA_FANTASY_PTS,
        double_doubles: of.DD2,
        triple_doubles: of.TD3,
        team_count: of.TEAM_COUNT,
      })),
    )
  })
})
