import { describe, expect, it } from 'vitest'
import rosters from '../../../src/datasets/nba/rosters.js'
import { day, digits, readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.CommonTeamRoster.json.gz')

describe.skipIf(answer === undefined)('rosters of a recorded answer', () => {
  it('has a row of rosters for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(rosters, answer, {
      about: '1610612739',
      season: '2025-26',
    })
    expect(refused).toEqual([])
    expect(of('rosters')).toEqual(
      rowsOf(answer, 'CommonTeamRoster').map((line) => ({
        season: scope.season,
        team_id: line.TeamID,
        player_id: line.PLAYER_ID,
        player_name: words(line.PLAYER),
        nickname: words(line.NICKNAME),
        jersey_number: words(line.NUM),
        position: words(line.POSITION),
        height: words(line.HEIGHT),
        experience: words(line.EXP),
        college: words(line.SCHOOL),
        how_acquired: words(line.HOW_ACQUIRED),
        weight_pounds: digits(line.WEIGHT),
        birthdate: day(line.BIRTH_DATE),
        age: line.AGE,
      })),
    )
  })

  it('has a row of coaches for each of the source, value for value', async () => {
    const { of, refused, scope } = await readRecorded(rosters, answer, {
      about: '1610612739',
      season: '2025-26',
    })
    expect(refused).toEqual([])
    expect(of('coaches')).toEqual(
      rowsOf(answer, 'Coaches').map((line) => ({
        season: scope.season,
        team_id: line.TEAM_ID,
        coach_id: line.COACH_ID,
        first_name: words(line.FIRST_NAME),
        last_name: words(line.LAST_NAME),
        coach_name: words(line.COACH_NAME),
        coach_type: words(line.COACH_TYPE),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(rosters, answer)).toEqual([])
  })
})
