import { describe, expect, it } from 'vitest'
import teamDetails from '../../../src/datasets/nba/team-details.js'
import { digits, idOrNull, readRecorded, recorded, rowsOf, unnamed, words, wordsOrNone } from '../recorded.js'

const TITLES = [
  ['TeamAwardsChampionships', 'league'],
  ['TeamAwardsConf', 'conference'],
  ['TeamAwardsDiv', 'division'],
  ['TeamAwardsCommCup', 'cup'],
] as const
const answer = recorded('smoke.TeamDetails.json.gz')

describe.skipIf(answer === undefined)('team_details of a recorded answer', () => {
  it('has a row of team_details for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(teamDetails, answer, { about: '1610612739' })
    expect(refused).toEqual([])
    expect(of('team_details')).toEqual(
      rowsOf(answer, 'TeamBackground').map((line) => ({
        team_id: line.TEAM_ID,
        abbreviation: words(line.ABBREVIATION),
        city: words(line.CITY),
        nickname: words(line.NICKNAME),
        founded_year: digits(line.YEARFOUNDED),
        arena_capacity: digits(line.ARENACAPACITY),
        arena: words(line.ARENA),
        owner: words(line.OWNER),
        general_manager: words(line.GENERALMANAGER),
        head_coach: words(line.HEADCOACH),
        g_league_affiliation: words(line.DLEAGUEAFFILIATION),
      })),
    )
  })

  it('has a row of team_titles for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(teamDetails, answer, { about: '1610612739' })
    expect(refused).toEqual([])
    expect(of('team_titles')).toEqual(
      TITLES.flatMap(([set, title]) => rowsOf(answer, set).map((row): typeof row => ({ ...row, title }))).map(
        (line) => ({
          team_id: 1610612739,
          title: line.title,
          year: line.YEARAWARDED,
          opponent: words(line.OPPOSITETEAM),
        }),
      ),
    )
  })

  it('has a row of team_hall_of_fame for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(teamDetails, answer, { about: '1610612739' })
    expect(refused).toEqual([])
    expect(of('team_hall_of_fame')).toEqual(
      rowsOf(answer, 'TeamHof').map((line) => ({
        team_id: 1610612739,
        player_name: wordsOrNone(line.PLAYER),
        jersey_number: wordsOrNone(line.JERSEY),
        player_id: idOrNull(line.PLAYERID),
        position: words(line.POSITION),
        seasons_with_team: words(line.SEASONSWITHTEAM),
        year: digits(line.YEAR),
      })),
    )
  })

  it('has a row of team_retired_numbers for each of the source, value for value', async () => {
    const { of, refused } = await readRecorded(teamDetails, answer, { about: '1610612739' })
    expect(refused).toEqual([])
    expect(of('team_retired_numbers')).toEqual(
      rowsOf(answer, 'TeamRetired').map((line) => ({
        team_id: 1610612739,
        player_name: wordsOrNone(line.PLAYER),
        jersey_number: wordsOrNone(line.JERSEY),
        player_id: idOrNull(line.PLAYERID),
        position: words(line.POSITION),
        seasons_with_team: words(line.SEASONSWITHTEAM),
        year: digits(line.YEAR),
      })),
    )
  })

  it('names each member of the answer that it does not store', () => {
    expect(unnamed(teamDetails, answer)).toEqual([])
  })
})
