import { describe, expect, it } from 'vitest'
import { dateList } from '../../../src/datasets/kit/body-list.js'
import { cell } from '../../../src/datasets/kit/cells.js'
import { field } from '../../../src/datasets/kit/fields.js'
import { dateTable } from '../../../src/datasets/kit/stats-table.js'
import { bodyOf, played, requestOf, SCOPE, transformed } from '../transforming.js'

const DATE = '2018-10-17'
const about = { title: 'x', endpoint: 'x', since: 1946, table: 'games', key: ['game_id'] } as const

const table = dateTable('games', {
  ...about,
  resultSet: 'Set',
  params: () => ({ LeagueID: '00' }),
  fields: { game_id: field('GAME_ID', cell.gameId), status_text: field('STATUS', cell.text) },
})
const list = dateList('games', {
  ...about,
  list: 'board.games',
  names: 'board.gameDate',
  fields: { game_id: field('id', cell.gameId), status_text: field('status', cell.text) },
})
const inTable = (parameters: object) => ({
  parameters,
  ...Object(bodyOf('Set', { headers: ['GAME_ID', 'STATUS'], rows: [['0021800007', 'Final']] })),
})
const inList = (gameDate: string) => ({
  board: { gameDate, games: [{ id: '0021800007', status: 'Final' }] },
})

const read = (dataset: typeof table, body: unknown) => transformed(dataset, body, SCOPE, played(), DATE)

describe.each([
  ['a table', table],
  ['a list', list],
])('%s of each date', (_what, dataset) => {
  it('is asked for by the dates of a season', async () => {
    const requests = await dataset.requests(SCOPE, played())
    expect(requests.map((request) => request.about)).toContain(DATE)
    expect(requests.find((request) => request.about === DATE)).toMatchObject({
      params: { LeagueID: '00', GameDate: DATE },
      label: `x ${DATE}`,
    })
  })

  it('completes its date alone', async () => {
    const { completes } = dataset.tables[0] ?? {}
    expect(completes?.columns).toEqual(['game_date'])
    expect(completes?.values(await requestOf(dataset, SCOPE, played(), DATE), SCOPE)).toEqual([DATE])
  })

  it('may be empty, as there are dates without games', () => {
    expect(dataset.emptyIsAnAnswer).toBe(true)
  })
})

describe('an answer about a date', () => {
  const row = { game_id: '0021800007', status_text: 'Final', game_date: DATE }

  it.each([
    ['in parameters of another form', table, inTable({ GameDate: '10/17/2018' })],
    ['nowhere', table, inTable({})],
    ['beside the list', list, inList(DATE)],
  ])('has rows of it where the date stands %s', async (_where, dataset, body) => {
    const { rows, refused } = await read(dataset, body)
    expect(refused).toEqual([])
    expect(rows).toEqual([row])
  })

  it.each([
    ['parameters', table, inTable({ GameDate: '10/18/2018' }), '10/18/2018'],
    ['body', list, inList('2018-10-18'), '2018-10-18'],
  ])('is refused where its %s names another', async (_where, dataset, body, named) => {
    const { rows, refused } = await read(dataset, body)
    expect(rows).toEqual([])
    expect(refused).toEqual([{ rowNumber: 0, reason: `belongs to another date (${named})` }])
  })
})
