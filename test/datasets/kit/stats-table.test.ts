import { describe, expect, it } from 'vitest'
import type { Dataset } from '../../../src/datasets/dataset.js'
import { cell } from '../../../src/datasets/kit/cells.js'
import { field } from '../../../src/datasets/kit/fields.js'
import { query, seasonParams } from '../../../src/datasets/kit/stats-request.js'
import { gameTable, playerTable, seasonTable, teamTable } from '../../../src/datasets/kit/stats-table.js'
import { bodyOf, SCOPE, transformed } from '../transforming.js'

const ids = async () => ['7']
const stored = { playedGames: async () => ['0021800007'], teams: ids, players: ids }
const read = (dataset: Dataset, headers: string[], ...rows: unknown[][]) =>
  transformed(dataset, bodyOf('Set', { headers, rows }), SCOPE, stored)

/** The scope that the answer to the first request completes. */
async function completedBy(dataset: Dataset): Promise<Record<string, string | undefined>> {
  const [request] = await dataset.requests(SCOPE, stored)
  const completes = dataset.tables[0]?.completes
  if (request === undefined || completes === undefined) return {}
  const values = completes.values(request, SCOPE)
  return Object.fromEntries(completes.columns.map((column, i) => [column, values[i]]))
}

const about = { title: 'x', endpoint: 'x', resultSet: 'Set', since: 1946 }
const name = field('PLAYER_NAME', cell.text)
const player = field('PLAYER_ID', cell.id)

const rosters = teamTable('player_seasons', {
  ...about,
  table: 'player_seasons',
  key: ['season', 'team_id', 'player_id'],
  ofScope: ['season'],
  fields: { player_id: player, last_name: name },
})
const lines = gameTable('player_game_logs', {
  ...about,
  table: 'player_game_logs',
  key: ['game_id', 'player_id'],
  fields: { game_id: field('GAME_ID', cell.gameId), player_id: player, player_name: name },
})
const events = gameTable('player_game_logs', {
  ...about,
  table: 'player_game_logs',
  key: ['game_id', 'player_id'],
  fields: { player_id: player, player_name: name },
})
const of = { game_id: '0021800007' }
const clubs = playerTable('player_seasons', {
  ...about,
  table: 'player_seasons',
  key: ['season', 'player_id', 'team_id'],
  ofScope: [],
  fields: { season: field('SEASON', cell.text), team_id: field('TEAM_ID', cell.id) },
})

describe('an answer about one team, game or player', () => {
  it('completes that alone, and not the season', async () => {
    expect(await completedBy(rosters)).toEqual({ season: '2018-19', team_id: '7' })
    expect(await completedBy(lines)).toEqual({ game_id: '0021800007' })
    expect(await completedBy(clubs)).toEqual({ player_id: '7' })
  })

  it('is asked for after those who know what to ask about', () => {
    expect([rosters.needs, lines.needs, clubs.needs]).toEqual([
      ['team_game_logs'],
      ['games', 'team_game_logs'],
      ['player_game_logs'],
    ])
  })

  it('has rows of what was asked about, where they do not say so themselves', async () => {
    const { rows } = await read(rosters, ['PLAYER_ID', 'PLAYER_NAME'], [1, 'Heron'])
    expect(rows).toEqual([{ season: '2018-19', team_id: 7, player_id: 1, last_name: 'Heron' }])
  })

  it('is refused where its rows say that they are of another', async () => {
    const headers = ['GAME_ID', 'PLAYER_ID', 'PLAYER_NAME']
    const out = await read(lines, headers, ['0021800007', 1, 'Heron'], ['0021800008', 1, 'Heron'])
    expect(out.rows).toHaveLength(1)
    expect(out.refused).toEqual([{ rowNumber: 1, reason: 'belongs to another game (0021800008)' }])
  })

  it('is refused where its rows name another game in a column that is not stored', async () => {
    const out = await read(
      events,
      ['Game_ID', 'PLAYER_ID', 'PLAYER_NAME'],
      ['0021800007', 1, 'Heron'],
      [null, 2, 'Kite'],
      ['0021800008', 3, 'Lark'],
    )
    expect(out.rows).toEqual([
      { ...of, player_id: 1, player_name: 'Heron' },
      { ...of, player_id: 2, player_name: 'Kite' },
    ])
    expect(out.refused).toEqual([{ rowNumber: 2, reason: 'belongs to another game (0021800008)' }])
  })

  it.each([
    ['0021800007', 1],
    [null, 1],
    ['0021800008', 0],
  ])('is taken by the game %s that its parameters name: %i rows', async (GameID, rows) => {
    const set = { name: 'Set', headers: ['PLAYER_ID', 'PLAYER_NAME'], rowSet: [[1, 'Heron']] }
    const out = await transformed(events, { parameters: { GameID }, resultSets: [set] }, SCOPE, stored)
    expect(out.rows).toHaveLength(rows)
    expect(out.refused).toHaveLength(1 - rows)
  })

  it.each([
    ['Season', '2017-18'],
    ['SeasonYear', '2017-18'],
    ['seasontype', 'Playoffs'],
    ['TeamID', 8],
  ])(
    'is refused where its parameters say that it is to another question: %s %s',
    async (parameter, value) => {
      const set = { name: 'Set', headers: ['PLAYER_ID', 'PLAYER_NAME'], rowSet: [[1, 'Heron']] }
      const out = await transformed(
        rosters,
        { parameters: { [parameter]: value }, resultSets: [set] },
        SCOPE,
        stored,
      )
      expect(out.rows).toEqual([])
      expect(out.refused).toEqual([
        {
          rowNumber: 0,
          reason: expect.stringMatching(new RegExp(`^answers another question \\(.+ ${value}\\)$`)),
        },
      ])
    },
  )

  it.each([
    { Season: '2018-19', SeasonType: 'Regular season', TeamID: 7 },
    { Season: null, SeasonType: '', TeamID: 0 },
  ])('is taken where its parameters are those of the request, or nothing', async (parameters) => {
    const set = { name: 'Set', headers: ['PLAYER_ID', 'PLAYER_NAME'], rowSet: [[1, 'Heron']] }
    const out = await transformed(rosters, { parameters, resultSets: [set] }, SCOPE, stored)
    expect(out.rows).toHaveLength(1)
  })

  it('keeps the seasons that its rows name', async () => {
    const { rows } = await read(clubs, ['SEASON', 'TEAM_ID'], ['2003-04', 1])
    expect(rows).toEqual([{ season: '2003-04', team_id: 1, player_id: 7 }])
  })
})

describe('the parameters of a request', () => {
  it('are written as an address has them, empty ones too', async () => {
    const dataset = seasonTable('players', {
      ...about,
      params: (scope) => ({ ...seasonParams(scope), ...query('PerMode=Totals&Outcome=') }),
      table: 'players',
      key: ['player_id'],
      fields: { player_id: player },
    })
    const [request] = await dataset.requests(SCOPE, stored)
    expect(request?.params).toEqual({ ...seasonParams(SCOPE), PerMode: 'Totals', Outcome: '' })
  })
})

describe('fields in groups', () => {
  it('are those that stand one by one', async () => {
    const dataset = seasonTable('standings', {
      ...about,
      table: 'standings',
      key: ['season', 'season_type', 'team_id'],
      fields: [
        [cell.id, { team_id: 'TEAM_ID' }],
        [cell.tally, { wins: 'W', losses: 'L' }],
      ],
    })
    const { rows } = await read(dataset, ['TEAM_ID', 'L', 'W'], [1, 30, 52])
    expect(rows).toMatchObject([{ team_id: 1, wins: 52, losses: 30 }])
  })

  it('of a column that the table lacks are a type error', () => {
    seasonTable('standings', {
      ...about,
      table: 'standings',
      key: ['team_id'],
      // @ts-expect-error -- 'winz' is no column
      fields: [[cell.tally, { winz: 'W' }]],
    })
  })
})

describe('an answer with several result sets', () => {
  const summary = gameTable('games', {
    title: 'x',
    endpoint: 'x',
    since: 1946,
    tables: {
      games: {
        resultSet: ['GameSummary', 'GameInfo'],
        key: ['game_id'],
        fields: {
          status_text: field('GameSummary.STATUS', cell.textOrNull),
          arena_name: field('GameInfo.ARENA', cell.textOrNull),
        },
      },
      box_score_teams: {
        resultSet: { Home: { is_home: true }, Away: { is_home: false } },
        key: ['game_id', 'team_id'],
        fields: { team_id: field('TEAM_ID', cell.id), points: field('PTS', cell.count) },
      },
    },
  })
  const sets = (info: unknown[][]) => ({
    resultSets: [
      { name: 'GameInfo', headers: ['TIME', 'ARENA'], rowSet: info },
      { name: 'GameSummary', headers: ['GAME_ID', 'STATUS'], rowSet: [['0021800007', 'Final']] },
      { name: 'Away', headers: ['PTS', 'TEAM_ID'], rowSet: [[90, 2]] },
      { name: 'Home', headers: ['TEAM_ID', 'PTS'], rowSet: [[1, 100]] },
    ],
  })

  it('fills several tables, each with the game that was asked about', async () => {
    const { of: rowsOf } = await transformed(summary, sets([['2:20', 'Garden']]), SCOPE, stored)
    expect(rowsOf('games')).toEqual([{ ...of, status_text: 'Final', arena_name: 'Garden' }])
    expect(rowsOf('box_score_teams')).toEqual([
      { ...of, team_id: 1, points: 100, is_home: true },
      { ...of, team_id: 2, points: 90, is_home: false },
    ])
    expect(summary.tables.map(({ completes }) => completes?.columns)).toEqual([['game_id'], ['game_id']])
  })

  it('makes one row of sets of one row, whose values are unknown where a set has none', async () => {
    const { of: rowsOf } = await transformed(summary, sets([]), SCOPE, stored)
    expect(rowsOf('games')).toEqual([{ ...of, status_text: 'Final', arena_name: null }])
  })

  it('is refused one row of sets with several', async () => {
    const out = await transformed(
      summary,
      sets([
        ['2:20', 'Garden'],
        ['2:30', 'Forum'],
      ]),
      SCOPE,
      stored,
    )
    expect(out.refused).toEqual([{ rowNumber: 0, reason: 'GameInfo has 2 rows' }])
  })
})

describe('a parameter of which every value is asked', () => {
  const dataset = teamTable('player_seasons', {
    ...about,
    table: 'player_seasons',
    key: ['season', 'team_id', 'player_id'],
    ofScope: [],
    each: { parameter: 'Weight', column: 'weight_pounds', values: [200, 210] },
    fields: { player_id: player },
  })

  it('is asked of each team, and stands in the rows and in what an answer completes', async () => {
    const [first, second] = await dataset.requests(SCOPE, stored)
    expect([first?.label, second?.label]).toEqual(['x 7 200', 'x 7 210'])
    if (second === undefined) return
    const body = bodyOf('Set', { headers: ['PLAYER_ID'], rows: [[1]] })
    expect([...dataset.transform(body, second, SCOPE)]).toMatchObject([
      { row: { team_id: 7, weight_pounds: 210, player_id: 1 } },
    ])
    expect(dataset.tables[0]?.completes?.columns).toEqual(['team_id', 'weight_pounds'])
    expect(dataset.tables[0]?.completes?.values(second, SCOPE)).toEqual(['7', '210'])
  })

  it('is asked with each of another, for a season too', async () => {
    const both = seasonTable('player_seasons', {
      ...about,
      table: 'player_seasons',
      key: ['season', 'country', 'college', 'player_id'],
      ofScope: ['season'],
      each: [
        { parameter: 'Country', column: 'country', values: ['USA', 'Canada'] },
        { parameter: 'College', column: 'college', values: ['Duke', 'Yale'] },
      ],
      fields: { player_id: player },
    })
    const requests = await both.requests(SCOPE, stored)
    expect(requests.map(({ label }) => label)).toEqual(
      ['USA Duke', 'USA Yale', 'Canada Duke', 'Canada Yale'].map(
        (asked) => `x 2018-19 Regular Season ${asked}`,
      ),
    )
    const [, second] = requests
    if (second === undefined) return
    expect(both.tables[0]?.completes?.values(second, SCOPE)).toEqual(['2018-19', 'USA', 'Yale'])
    const body = bodyOf('Set', { headers: ['PLAYER_ID'], rows: [[1]] })
    expect([...both.transform(body, second, SCOPE)]).toMatchObject([
      { row: { country: 'USA', college: 'Yale' } },
    ])
  })
})
