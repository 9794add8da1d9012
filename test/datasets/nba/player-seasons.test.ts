import { describe, expect, it } from 'vitest'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import { digits, isOne, readRecorded, recorded, rowsOf, words } from '../recorded.js'

const answer = recorded('smoke.PlayerIndex.json.gz')

describe.skipIf(answer === undefined)('player_seasons of a recorded answer', () => {
  it('has a row for each player of the source, value for value', async () => {
    const { rows, refused, scope } = await readRecorded(playerSeasons, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(rows).toEqual(
      rowsOf(answer, 'PlayerIndex').map((of) => ({
        season: scope.season,
        player_id: of.PERSON_ID,
        team_id: of.TEAM_ID,
        first_name: words(of.PLAYER_FIRST_NAME),
        last_name: words(of.PLAYER_LAST_NAME),
        team_abbreviation: words(of.TEAM_ABBREVIATION),
        jersey_number: words(of.JERSEY_NUMBER),
        position: words(of.POSITION),
        height: words(of.HEIGHT),
        weight_pounds: digits(of.WEIGHT),
        college: words(of.COLLEGE),
        country: words(of.COUNTRY),
        draft_year: of.DRAFT_YEAR,
        draft_round: of.DRAFT_ROUND,
        draft_number: of.DRAFT_NUMBER,
        on_roster: of.ROSTER_STATUS === null ? null : isOne(of.ROSTER_STATUS),
        from_year: digits(of.FROM_YEAR),
        to_year: digits(of.TO_YEAR),
        points_per_game: of.PTS,
        rebounds_per_game: of.REB,
        assists_per_game: of.AST,
        statistics_timeframe: words(of.STATS_TIMEFRAME),
      })),
    )
  })
})
