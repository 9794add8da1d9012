import { describe, expect, it } from 'vitest'
import playerBiographies from '../../../src/datasets/nba/player-biographies.js'
import { day, digits, idOrNull, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.CommonPlayerInfo.json.gz')

describe.skipIf(answer === undefined)('player_biographies of a recorded answer', () => {
  it('has a row of player_biographies for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(playerBiographies, answer, { about: '1628378' })
    expect(refused).toEqual([])
    expect(of('player_biographies')).toEqual(
      rowsOf(answer, 'CommonPlayerInfo').map((line) => ({
        player_id: line.PERSON_ID,
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        full_name: words(line.DISPLAY_FIRST_LAST),
        birthdate: day(line.BIRTHDATE),
        college: words(line.SCHOOL),
        country: words(line.COUNTRY),
        last_affiliation: words(line.LAST_AFFILIATION),
        height: words(line.HEIGHT),
        jersey_number: words(line.JERSEY),
        position: words(line.POSITION),
        weight_pounds: digits(line.WEIGHT),
        seasons_played: digits(line.SEASON_EXP),
        first_year: digits(line.FROM_YEAR),
        last_year: digits(line.TO_YEAR),
        roster_status: words(line.ROSTERSTATUS),
        team_id: idOrNull(line.TEAM_ID),
        team_city: words(line.TEAM_CITY),
        team_name: words(line.TEAM_NAME),
        team_abbreviation: words(line.TEAM_ABBREVIATION),
        draft_year: words(line.DRAFT_YEAR),
        draft_round: words(line.DRAFT_ROUND),
        draft_number: words(line.DRAFT_NUMBER),
        played_in_nba: line.NBA_FLAG === 'Y',
        played_in_g_league: line.DLEAGUE_FLAG === 'Y',
        is_of_greatest_75: line.GREATEST_75_FLAG === 'Y',
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(playerBiographies, answer)).toEqual([])
  })
})
