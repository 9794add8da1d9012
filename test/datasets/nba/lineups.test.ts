import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/datasets/dataset.js'
import lineups from '../../../src/datasets/nba/lineups.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'
import { bodyOf, tableOf } from '../transforming.js'

const TEAM = '1610612739'
const league = recorded('smoke.LeagueDashLineups.json.gz')
const rows = league === undefined ? [] : rowsOf(league, 'Lineups')
const ofTeam = rows.filter(({ TEAM_ID }) => String(TEAM_ID) === TEAM)
// The recorded answer is that of the league, cut at 2,000 rows; the team's has the rows of the team.
const answer = league === undefined ? undefined : bodyOf('Lineups', tableOf(ofTeam))

/** '-1628378-1628386-'. */
const playersOf = ({ GROUP_ID }: { GROUP_ID?: unknown }) => String(GROUP_ID).match(/\d+/g)?.map(Number) ?? []

/** The dataset with its request for lineups of five alone, to which the recorded answer is. */
const ofFive: Dataset = {
  ...lineups,
  requests: async (scope, stored) => (await lineups.requests(scope, stored)).slice(-1),
}

describe.skipIf(answer === undefined)('lineups of a recorded answer', () => {
  it('has a row of lineups for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(ofFive, answer, { about: TEAM, season: '2025-26' })
    expect(refused).toEqual([])
    expect(of('lineups')).toEqual(
      ofTeam.map((line) => ({
        season: scope.season,
        season_type: scope.seasonType,
        player_count: 5,
        player_1_id: playersOf(line)[0],
        player_2_id: playersOf(line)[1],
        player_3_id: playersOf(line)[2],
        player_4_id: playersOf(line)[3],
        player_5_id: playersOf(line)[4],
        lineup_id: words(line.GROUP_ID),
        lineup_name: words(line.GROUP_NAME),
        team_id: line.TEAM_ID,
        team_abbreviation: words(line.TEAM_ABBREVIATION),
        games_played: line.GP,
        wins: line.W,
        losses: line.L,
        minutes: line.MIN,
        field_goals_made: line.FGM,
        field_goals_attempted: line.FGA,
        three_pointers_made: line.FG3M,
        three_pointers_attempted: line.FG3A,
        free_throws_made: line.FTM,
        free_throws_attempted: line.FTA,
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
        win_pct: line.W_PCT,
        field_goal_pct: line.FG_PCT,
        three_pointer_pct: line.FG3_PCT,
        free_throw_pct: line.FT_PCT,
        plus_minus: line.PLUS_MINUS,
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(lineups, league)).toEqual([])
  })
})
