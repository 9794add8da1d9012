import { describe, expect, it } from 'vitest'
import teamSeasonHistory from '../../../src/datasets/nba/team-season-history.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

/** A number; 0 where it was not kept. */
const kept = (value: unknown) => (value === 0 ? null : value)
const answer = recorded('smoke.TeamYearByYearStats.json.gz')

describe.skipIf(answer === undefined)('team_season_history of a recorded answer', () => {
  it('has a row of team_season_history for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(teamSeasonHistory, answer, { about: '1610612739' })
    expect(refused).toEqual([])
    expect(of('team_season_history')).toEqual(
      rowsOf(answer, 'TeamStats').map((line) => ({
        season_type: scope.seasonType,
        team_id: line.TEAM_ID,
        season: words(line.YEAR),
        team_city: words(line.TEAM_CITY),
        team_name: words(line.TEAM_NAME),
        games_played: line.GP,
        wins: line.WINS,
        losses: line.LOSSES,
        win_pct: line.WIN_PCT,
        field_goal_pct: kept(line.FG_PCT),
        three_pointer_pct: kept(line.FG3_PCT),
        free_throw_pct: kept(line.FT_PCT),
        conference_rank: kept(line.CONF_RANK),
        division_rank: kept(line.DIV_RANK),
        conference_teams: line.CONF_COUNT,
        division_teams: line.DIV_COUNT,
        playoff_wins: line.PO_WINS,
        playoff_losses: line.PO_LOSSES,
        finals: line.NBA_FINALS_APPEARANCE === 'N/A' ? null : line.NBA_FINALS_APPEARANCE,
        field_goals_made: kept(line.FGM),
        field_goals_attempted: kept(line.FGA),
        three_pointers_made: kept(line.FG3M),
        three_pointers_attempted: kept(line.FG3A),
        free_throws_made: kept(line.FTM),
        free_throws_attempted: kept(line.FTA),
        offensive_rebounds: kept(line.OREB),
        defensive_rebounds: kept(line.DREB),
        rebounds: kept(line.REB),
        assists: kept(line.AST),
        personal_fouls: kept(line.PF),
        steals: kept(line.STL),
        turnovers: kept(line.TOV),
        blocks: kept(line.BLK),
        points: kept(line.PTS),
        points_rank: kept(line.PTS_RANK),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(teamSeasonHistory, answer)).toEqual([])
  })
})
