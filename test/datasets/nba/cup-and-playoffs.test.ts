import { describe, expect, it } from 'vitest'
import cupStandings from '../../../src/datasets/nba/cup-standings.js'
import playoffPicture from '../../../src/datasets/nba/playoff-picture.js'
import playoffSeries from '../../../src/datasets/nba/playoff-series.js'
import { listOf, readRecorded, recorded } from '../recorded.js'
import { played } from '../transforming.js'
import { expectEveryRow, linesOfSet } from '../value-for-value.js'

const cup = recorded('smoke.ISTStandings.json.gz')
const picture = recorded('smoke.PlayoffPicture.json.gz')

describe.skipIf(cup === undefined)('the recorded groups of the cup', () => {
  it('have a row for each team, value for value', async () => {
    const rows = await expectEveryRow(cupStandings, cup, listOf(cup, 'teams'), { table: 'cup_standings' })
    expect(rows).toHaveLength(30)
    expect(rows[0]).toEqual({
      season: '2025-26',
      team_id: 1610612737,
      team_city: 'Atlanta',
      team_name: 'Hawks',
      team_abbreviation: 'ATL',
      conference: 'East',
      cup_group: 'East Group A',
      clinch_indicator: '-o',
      clinched_knockout: 0,
      clinched_group: 0,
      clinched_wildcard: 0,
      wildcard_rank: 5,
      group_rank: 2,
      knockout_rank: null,
      wins: 2,
      losses: 2,
      win_pct: 0.5,
      games_behind_in_group: 2,
      games_behind_wildcard: 1,
      point_difference: -4,
      points: 468,
      opponent_points: 472,
    })
  })

  it('have the games that count, a row for each team, value for value', async () => {
    const lines = listOf(cup, 'teams').flatMap(({ teamId, games }) =>
      (games as Record<string, unknown>[]).map((game) => ({ ...game, '^.teamId': teamId })),
    )
    const rows = await expectEveryRow(cupStandings, cup, lines, { table: 'cup_games' })
    expect(rows).toHaveLength(120)
    expect(rows[0]).toEqual({
      season: '2025-26',
      team_id: 1610612737,
      game_id: '0022500020',
      game_number: 1,
      opponent_abbreviation: 'IND',
      location: 'A',
      status: 3,
      status_text: 'Final',
      result: 'W',
    })
  })

  it('take no game of another season', async () => {
    const text = JSON.stringify(cup).replaceAll('0022500020', '0022400020')
    const { rows, refused } = await readRecorded(cupStandings, JSON.parse(text), { season: '2025-26' })
    expect(rows).toHaveLength(30 + 118)
    expect(refused.map(({ reason }) => reason)).toEqual(
      Array(2).fill('belongs to another season (gameId 0022400020)'),
    )
  })

  it('are no other answer because they were made at another time', () => {
    expect(cupStandings.volatile).toEqual([['unixTimeStamp'], ['timeStampUtc']])
    expect(cupStandings.bodyTime).toEqual(['timeStampUtc'])
  })
})

describe.skipIf(picture === undefined)('the recorded playoff picture', () => {
  it.each([
    ['playoff_picture_series', 'ConfPlayoffPicture', 8],
    ['playoff_picture_standings', 'ConfStandings', 30],
  ])('has both conferences in %s, value for value', async (table, set, count) => {
    const lines = ['East', 'West'].flatMap((conference) => linesOfSet(picture, conference + set))
    const rows = await expectEveryRow(playoffPicture, picture, lines, { table })
    expect(rows).toHaveLength(count)
    expect(rows.map(({ conference }) => conference)).toEqual([
      ...Array(count / 2).fill('East'),
      ...Array(count / 2).fill('West'),
    ])
  })

  it('has the series and the table of a team', async () => {
    const seriesOf = ['East', 'West'].flatMap((of) => linesOfSet(picture, `${of}ConfPlayoffPicture`))
    const [first] = await expectEveryRow(playoffPicture, picture, seriesOf, {
      table: 'playoff_picture_series',
    })
    expect(first).toMatchObject({
      high_seed_team: 'Detroit',
      low_seed: 8,
      low_seed_team: 'Orlando',
      high_seed_wins: 1,
    })
    const table = ['East', 'West'].flatMap((of) => linesOfSet(picture, `${of}ConfStandings`))
    const [detroit] = await expectEveryRow(playoffPicture, picture, table, {
      table: 'playoff_picture_standings',
    })
    expect(detroit).toMatchObject({
      conference_rank: 1,
      wins: 42,
      division_record: '9-3',
      conference_record: '28-7',
      away_record: '20-7',
      remaining_over_500: 17,
      remaining_away_under_500: 6,
    })
  })
})

it('the games of playoff series take the headers of a recorded answer without rows', async () => {
  const body = {
    resultSets: [
      {
        name: 'PlayoffSeries',
        headers: ['GAME_ID', 'HOME_TEAM_ID', 'VISITOR_TEAM_ID', 'SERIES_ID', 'GAME_NUM'],
        rowSet: [['0042200101', 1610612749, 1610612748, '004220010', 1]],
      },
    ],
  }
  const [row] = await expectEveryRow(playoffSeries, body, linesOfSet(body, 'PlayoffSeries'))
  expect(row).toMatchObject({ season_type: 'Playoffs', away_team_id: 1610612748, game_number: 1 })
})

it('the picture is asked for by the id of its season', async () => {
  const [request] = await playoffPicture.requests(
    { season: '2025-26', seasonType: 'Regular Season' },
    played(),
  )
  expect(request?.params).toEqual({ LeagueID: '00', SeasonID: '22025' })
})
