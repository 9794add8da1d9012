import { describe, expect, it } from 'vitest'
import teamYears from '../../../src/datasets/nba/team-years.js'
import { readRecorded, recorded, rowsOf, unnamed, words } from '../recorded.js'

const answer = recorded('smoke.CommonTeamYears.json.gz')

describe.skipIf(answer === undefined)('team_years of a recorded answer', () => {
  it('has a row of team_years for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(teamYears, answer)
    expect(refused).toEqual([])
    expect(of('team_years')).toEqual(
      rowsOf(answer, 'TeamYears').map((line) => ({
        league_id: '00',
        team_id: line.TEAM_ID,
        abbreviation: words(line.ABBREVIATION),
        first_year: Number(line.MIN_YEAR),
        last_year: Number(line.MAX_YEAR),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(teamYears, answer)).toEqual([])
  })
})
