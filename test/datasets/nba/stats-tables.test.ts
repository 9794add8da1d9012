import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/datasets/dataset.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import players from '../../../src/datasets/nba/players.js'
import standings from '../../../src/datasets/nba/standings.js'
import teamGameLogs from '../../../src/datasets/nba/team-game-logs.js'
import teams from '../../../src/datasets/nba/teams.js'
import { answerTo, PLAYERS, TEAMS, type Question } from '../../support/tiny-league.js'
import { readRecorded, recorded, rowsOf } from '../recorded.js'
import {
  bodyOf,
  brokenContract,
  requestOf,
  SCOPE,
  tableOf,
  transformed,
  type Table,
} from '../transforming.js'

interface Case {
  readonly dataset: Dataset
  readonly question: Question
  readonly set: string
  /** A column that must be there. */
  readonly required: string
  /** A value that the first row's column must not have, and which column that is. */
  readonly wrong: readonly (readonly [column: string, value: unknown])[]
}

const CASES: readonly Case[] = [
  {
    dataset: teamGameLogs,
    question: 'leaguegamelog teams',
    set: 'LeagueGameLog',
    required: 'PTS',
    wrong: [
      ['PTS', -1],
      ['PTS', 'NaN'],
      ['PTS', '12'],
      ['PTS', 1.5],
      ['PTS', true],
      ['PTS', 3_000_000_000],
      ['FG_PCT', 1.2],
      ['MIN', '240:00'],
      ['TEAM_ID', 0],
      ['TEAM_ID', true],
      ['TEAM_ID', '16x'],
      ['TEAM_ID', [1610612737]],
      ['GAME_ID', 21800001],
      ['GAME_ID', '21800001'],
      ['GAME_DATE', '2019-02-30'],
      ['TEAM_NAME', '\u0000'],
    ],
  },
  {
    dataset: playerGameLogs,
    question: 'leaguegamelog players',
    set: 'LeagueGameLog',
    required: 'PLAYER_ID',
    wrong: [
      ['AST', -3],
      ['PLAYER_ID', null],
      ['PLAYER_NAME', ''],
      ['FANTASY_PTS', 'many'],
    ],
  },
  {
    dataset: players,
    question: 'commonallplayers',
    set: 'CommonAllPlayers',
    required: 'DISPLAY_FIRST_LAST',
    wrong: [
      ['PERSON_ID', 'x'],
      ['FROM_YEAR', 'long ago'],
      ['FROM_YEAR', true],
      ['DISPLAY_FIRST_LAST', null],
    ],
  },
  {
    dataset: playerSeasons,
    question: 'playerindex',
    set: 'PlayerIndex',
    required: 'POSITION',
    wrong: [
      ['PERSON_ID', -5],
      ['WEIGHT', 'heavy'],
      ['TEAM_ID', 'none'],
    ],
  },
  {
    dataset: standings,
    question: 'leaguestandingsv3',
    set: 'Standings',
    required: 'WINS',
    wrong: [
      ['WINS', -1],
      ['WinPCT', 82],
      ['PointsPG', 'high'],
    ],
  },
]

function tableOfLeague(question: Question): Table {
  const body = answerTo(question) as { resultSets: { headers: string[]; rowSet: unknown[][] }[] }
  const [set] = body.resultSets
  return { headers: set?.headers ?? [], rows: set?.rowSet ?? [] }
}

/** The table with one value of one row changed. */
function withValue(table: Table, row: number, column: string, value: unknown): Table {
  const at = table.headers.indexOf(column)
  return {
    ...table,
    rows: table.rows.map((values, i) => (i === row ? values.map((v, j) => (j === at ? value : v)) : values)),
  }
}

describe.each(CASES)('$dataset.name', ({ dataset, question, set, required, wrong }) => {
  const table = tableOfLeague(question)

  it('takes every row of the answer', async () => {
    const { rows, refused } = await transformed(dataset, bodyOf(set, table))
    expect(rows).toHaveLength(table.rows.length)
    expect(refused).toEqual([])
  })

  it('fills every column of its table', async () => {
    const { rows } = await transformed(dataset, bodyOf(set, table))
    const columns = dataset.tables[0]?.columns ?? []
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual([...columns].toSorted())
  })

  it('finds its columns in any order, spelling and company', async () => {
    const { rows } = await transformed(dataset, bodyOf(set, table))
    const other: Table = {
      headers: ['SOMETHING_NEW', ...table.headers.toReversed().map((header) => header.toLowerCase())],
      rows: table.rows.map((values) => ['new', ...values.toReversed()]),
    }
    expect((await transformed(dataset, bodyOf(set, other))).rows).toEqual(rows)
  })

  it('names a column that is missing', async () => {
    const at = table.headers.indexOf(required)
    const without = (values: readonly unknown[]): unknown[] => values.filter((_, i) => i !== at)
    const message = await brokenContract(
      dataset,
      bodyOf(set, { headers: without(table.headers) as string[], rows: table.rows.map(without) }),
    )
    expect(message).toContain(`${set} has no column ${required}; it has `)
  })

  it('names a table that is missing', async () => {
    expect(await brokenContract(dataset, bodyOf('Other', table))).toContain(`has no result set ${set}`)
  })

  it.each(wrong)('refuses a row whose %s is %j, and takes the others', async (column, value) => {
    const { rows, refused } = await transformed(dataset, bodyOf(set, withValue(table, 1, column, value)))
    expect(rows).toHaveLength(table.rows.length - 1)
    expect(refused).toEqual([
      { rowNumber: 1, reason: expect.stringMatching(new RegExp(`^${column} .+: .+`)) },
    ])
  })

  it('says in the reason which value it was, safe to print', async () => {
    const [column] = wrong[0] ?? ['']
    const value = `\u001b[31mred\u009b1m\u202e${'long'.repeat(99)}`
    const { refused } = await transformed(dataset, bodyOf(set, withValue(table, 0, column, value)))
    expect(refused[0]?.reason).toContain('red')
    expect(refused[0]?.reason).not.toMatch(/\p{C}/u)
    expect(refused[0]?.reason.length).toBeLessThan(200)
  })

  it('asks for the season', async () => {
    const request = await requestOf(dataset)
    expect(request.params).toMatchObject({ LeagueID: '00', Season: '2018-19' })
    expect(request.label).toContain('2018-19')
  })
})

describe('a game log', () => {
  const [first] = tableOfLeague('leaguegamelog teams').rows
  const log = (...lines: Record<string, unknown>[]) => {
    const { headers } = tableOfLeague('leaguegamelog teams')
    const line = Object.fromEntries(headers.map((header, i) => [header, first?.[i]]))
    return bodyOf('LeagueGameLog', tableOf(lines.map((more) => ({ ...line, ...more }))))
  }

  it.each([
    ['another SEASON_ID', { SEASON_ID: '22017' }],
    ['a game id of another season', { GAME_ID: '0021700001' }],
    ['a game id of no season type', { GAME_ID: '0091800001' }],
  ])('refuses a line of %s', async (_, more) => {
    const { rows, refused } = await transformed(teamGameLogs, log(more))
    expect(rows).toEqual([])
    expect(refused[0]?.reason).toMatch(/^belongs to another season \(SEASON_ID 2201\d, GAME_ID \d{10}\)$/)
  })

  it.each(['2018-06-30', '9999-12-31', '0001-01-01'])(
    'refuses a line of %s, far from the season',
    async (date) => {
      const { rows, refused } = await transformed(teamGameLogs, log({ GAME_DATE: date }))
      expect(rows).toEqual([])
      expect(refused[0]?.reason).toBe(`GAME_DATE ${date}: is not of 2018-19`)
    },
  )

  it.each(['2018-07-01', '2019-07-31'])('takes a line of %s', async (date) => {
    expect((await transformed(teamGameLogs, log({ GAME_DATE: date }))).rows).toHaveLength(1)
  })

  it('leaves a game of another season type to its own run', async () => {
    const { rows, refused } = await transformed(teamGameLogs, log({ GAME_ID: '0061800001' }, {}))
    expect(rows).toHaveLength(1)
    expect(refused).toEqual([])
  })

  it('takes a line of a season whose sheets kept nearly nothing', async () => {
    const nothing = Object.fromEntries(
      'MIN FGM FGA FG_PCT FG3M FG3A FG3_PCT FTM FTA FT_PCT OREB DREB REB AST STL BLK TOV PF PLUS_MINUS WL'
        .split(' ')
        .map((header) => [header, null]),
    )
    const { rows } = await transformed(teamGameLogs, log(nothing))
    expect(rows[0]).toMatchObject({ minutes: null, assists: null, result: null, plus_minus: null })
    expect(rows[0]?.points).toBeGreaterThan(0)
  })

  it('takes a season whose answer has no column for what it did not keep', async () => {
    const { headers, rows } = tableOfLeague('leaguegamelog teams')
    const at = headers.indexOf('PLUS_MINUS')
    const without = (values: readonly unknown[]) => values.filter((_, i) => i !== at)
    const body = bodyOf('LeagueGameLog', { headers: without(headers) as string[], rows: rows.map(without) })
    expect((await transformed(teamGameLogs, body)).rows[0]).toMatchObject({ plus_minus: null })
  })

  it.each([
    ['2018-10-16', '2018-10-16'],
    ['2018-10-16T00:00:00', '2018-10-16'],
    ['OCT 16, 2018', '2018-10-16'],
    ['10/16/2018 00:00:00', '2018-10-16'],
  ])('reads the date %s', async (written, date) => {
    expect((await transformed(teamGameLogs, log({ GAME_DATE: written }))).rows).toMatchObject([
      { game_date: date },
    ])
  })

  it('takes control characters out of names', async () => {
    const { rows } = await transformed(teamGameLogs, log({ TEAM_NAME: ' \u001bNorth\u0000port\u0085 ' }))
    expect(rows).toMatchObject([{ team_name: 'Northport' }])
  })

  it('is asked for by season type', async () => {
    expect((await requestOf(playerGameLogs, { ...SCOPE, seasonType: 'Playoffs' })).params).toMatchObject({
      PlayerOrTeam: 'P',
      SeasonType: 'Playoffs',
    })
  })
})

describe('teams', () => {
  it('are those of the game log, once each, with the name of their last game', async () => {
    const body = answerTo('leaguegamelog teams') as {
      resultSets: { headers: string[]; rowSet: unknown[][] }[]
    }
    const { headers, rowSet } = body.resultSets[0] ?? { headers: [], rowSet: [] }
    const name = headers.indexOf('TEAM_NAME')
    const date = headers.indexOf('GAME_DATE')
    const id = headers.indexOf('TEAM_ID')
    const moved = rowSet.map((row) =>
      row[id] === TEAMS[0]?.id && String(row[date]) < '2018-10-18'
        ? row.map((value, i) => (i === name ? 'Old Name' : value))
        : row,
    )
    const out = await transformed(teams, bodyOf('LeagueGameLog', { headers, rows: moved.toReversed() }))
    expect(out.of('teams')).toHaveLength(TEAMS.length)
    expect(out.of('teams')).toContainEqual({
      team_id: TEAMS[0]?.id,
      abbreviation: 'NOH',
      full_name: 'Northport Herons',
      latest_season: '2018-19',
    })
    expect(out.of('team_seasons')).toContainEqual({
      team_id: TEAMS[0]?.id,
      abbreviation: 'NOH',
      full_name: 'Northport Herons',
      season: '2018-19',
    })
  })

  it('leave refused lines to the game log, which has them in quarantine', async () => {
    const table = withValue(tableOfLeague('leaguegamelog teams'), 0, 'PTS', -1)
    const out = await transformed(teams, bodyOf('LeagueGameLog', table))
    expect(out.refused).toEqual([])
    expect(out.of('teams')).toHaveLength(TEAMS.length)
  })

  it("ask the team game logs' own question", async () => {
    expect(await requestOf(teams)).toEqual(await requestOf(teamGameLogs))
  })
})

describe('players by season', () => {
  it.each([0, null])('have team 0 while they have none (%j)', async (team) => {
    const table = withValue(tableOfLeague('playerindex'), 0, 'TEAM_ID', team)
    const { rows, refused } = await transformed(playerSeasons, bodyOf('PlayerIndex', table))
    expect(rows).toHaveLength(PLAYERS.length)
    expect(rows[0]).toMatchObject({ team_id: 0 })
    expect(refused).toEqual([])
  })

  it('are all players of a recorded season, those without a team among them', async (test) => {
    const answer = recorded('smoke.PlayerIndex.json.gz')
    const statistics = recorded('smoke.LeagueDashPlayerStats.json.gz')
    if (answer === undefined || statistics === undefined) return test.skip()
    const { rows, refused } = await readRecorded(playerSeasons, answer, { season: '2025-26' })
    expect(refused).toEqual([])
    expect(rows.filter((row) => row.team_id === 0)).toHaveLength(35)
    const stored = new Set(rows.map((row) => row.player_id))
    const played = rowsOf(statistics, 'LeagueDashPlayerStats').map((row) => row.PLAYER_ID)
    expect(played.filter((id) => !stored.has(Number(id)))).toEqual([])
  })

  it.each([
    ['JERSEY_NUMBER', '00', { jersey_number: '00' }],
    ['JERSEY_NUMBER', 7, { jersey_number: '7' }],
    ['JERSEY_NUMBER', '', { jersey_number: null }],
    ['WEIGHT', '210', { weight_pounds: 210 }],
    ['WEIGHT', 210, { weight_pounds: 210 }],
    ['WEIGHT', ' ', { weight_pounds: null }],
    ['WEIGHT', null, { weight_pounds: null }],
    ['DRAFT_NUMBER', null, { draft_number: null }],
    ['PLAYER_LAST_NAME', '', { last_name: null }],
  ])('read %s %j', async (column, value, expected) => {
    const table = withValue(tableOfLeague('playerindex'), 0, column, value)
    const { rows } = await transformed(playerSeasons, bodyOf('PlayerIndex', table))
    expect(rows[0]).toMatchObject(expected)
  })
})
