import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/datasets/dataset.js'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import playerSeasons from '../../../src/datasets/nba/player-seasons.js'
import players from '../../../src/datasets/nba/players.js'
import type { Cell } from '../../../src/datasets/kit/cells.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, playerLine, playerLines, SCOPE, type Answer } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

async function all<T>(sql: string): Promise<T[]> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the test names what it asks for
  return (await database.pool.query(sql)).rows as T[]
}

const lines = (answer: Answer) => mergeAnswer(database.pool, playerGameLogs, answer)
const directory = (answer: Answer) =>
  mergeAnswer(database.pool, players, { facts: { scopes: {} }, ...answer })
const index = (answer: Answer) =>
  mergeAnswer(database.pool, playerSeasons, { facts: { scopes: {} }, ...answer })

const person = (id: number): Row => ({
  player_id: id,
  full_name: `Listed ${id}`,
  from_year: 2010,
  to_year: 2020,
})
const member = (id: number, team: number): Row => ({
  season: SCOPE.season,
  player_id: id,
  team_id: team,
  team_abbreviation: 'NOH',
  position: 'G',
})
const HERONS = 1610619001
const KITES = 1610619002
const line = (game: number, player: number, team: number, more: Record<string, Cell> = {}): Row =>
  playerLine(game, player, { team_id: team, ...more })

const stored = () =>
  all<{ id: number; name: string }>('select player_id::int as id, full_name as name from players order by 1')
const rostered = async (): Promise<string[]> =>
  (
    await all<{ row: string }>(`select player_id || ' ' || team_id as row from player_seasons order by 1`)
  ).map(({ row }) => row)
const removals = () =>
  all(
    `select table_name, row_key->>'player_id' as id, column_name, old_value, cause from row_changes where table_name <> 'player_game_logs' and cause = 'removal' and column_name <> 'first_synced_at' order by table_name, column_name`,
  )

describe('a player with a line whom the directory lacks', () => {
  it('has a row by the latest line, from the answer that brought the line', async () => {
    const { responseId } = await lines({
      rows: [
        line(1, 100, HERONS),
        line(2, 100, HERONS, { game_date: '2018-11-01', player_name: 'Ada Heron' }),
        line(1, 101, HERONS),
      ],
    })
    const counts = await directory({ runId: 'second', rows: [person(101)] })
    expect(counts).toMatchObject({ inserted: 2, updated: 0, removed: 0, held: 0 })
    expect(await stored()).toEqual([
      { id: 100, name: 'Ada Heron' },
      { id: 101, name: 'Listed 101' },
    ])
    expect(await all('select run_id, response_id, to_year from players where player_id = 100')).toEqual([
      { run_id: 'second', response_id: responseId, to_year: null },
    ])
    expect(await all('select from row_changes')).toEqual([])
  })

  it('has a row of the season for each team with a line', async () => {
    await lines({ rows: [line(1, 100, HERONS), line(2, 100, KITES), line(1, 101, HERONS)] })
    await index({ rows: [member(101, HERONS)] })
    expect(await rostered()).toEqual([`100 ${HERONS}`, `100 ${KITES}`, `101 ${HERONS}`])
  })

  it('has no row of a team that the directory has another way', async () => {
    await lines({ rows: [line(1, 100, HERONS)] })
    await index({ rows: [member(100, 0)] })
    expect(await rostered()).toEqual(['100 0'])
  })

  it('is written once: a repeat changes nothing', async () => {
    await lines({ rows: [line(1, 100, HERONS), line(1, 101, HERONS)] })
    await directory({ rows: [person(101)] })
    const before = await all('select xmin, ctid from players order by 2')
    await lines({ runId: 'again', rows: [line(1, 100, HERONS), line(1, 101, HERONS)] })
    expect(await directory({ runId: 'again', rows: [person(101)] })).toMatchObject({
      inserted: 0,
      updated: 0,
      removed: 0,
    })
    expect(await all('select xmin, ctid from players order by 2')).toEqual(before)
  })

  it('is updated by a later directory that lists the player', async () => {
    await lines({ rows: [line(1, 100, HERONS), line(1, 101, HERONS)] })
    await directory({ rows: [person(101)] })
    expect(await directory({ rows: [person(100), person(101)] })).toMatchObject({ inserted: 0, updated: 1 })
    expect(await stored()).toMatchObject([{ name: 'Listed 100' }, { name: 'Listed 101' }])
  })

  it('has the right team again after an index that had none of any player', async () => {
    const ids = Array.from({ length: 60 }, (_, i) => 100 + i)
    const log = ids.map((id) => line(1, id, HERONS))
    await lines({ runId: 'good', rows: log })
    await index({ runId: 'good', rows: ids.map((id) => member(id, HERONS)) })
    const before = await rostered()
    await lines({ runId: 'wrong', rows: log })
    await index({ runId: 'wrong', rows: ids.map((id) => member(id, 0)) })
    expect(await rostered()).toHaveLength(120) // with a line of his own, each keeps his team
    await lines({ runId: 'honest', rows: log })
    const healed = await index({ runId: 'honest', rows: ids.map((id) => member(id, HERONS)) })
    expect(healed).toMatchObject({ removed: 60, held: 0 })
    expect(await rostered()).toEqual(before)
  })

  it('has only the rows of a later index that lists the player', async () => {
    await lines({ runId: 'run', rows: [line(1, 100, HERONS), line(2, 100, KITES), line(1, 101, HERONS)] })
    await index({ rows: [member(101, HERONS)] })
    expect(await index({ runId: 'run', rows: [member(100, KITES), member(101, HERONS)] })).toMatchObject({
      updated: 1,
      removed: 1,
    })
    expect(await rostered()).toEqual([`100 ${KITES}`, `101 ${HERONS}`])
  })

  it('is left missing where the directory lacks more than a few', async () => {
    await lines({ rows: playerLines(1, 20) })
    expect(await directory({ rows: [person(100)] })).toMatchObject({ inserted: 1 })
    expect(await stored()).toHaveLength(1)
  })

  it('has a row all the same where the others are of clubs that are no franchises', async () => {
    const foreign = Array.from({ length: 12 }, (_, i) => line(1, 500 + i, 12_315))
    await lines({ rows: [line(1, 100, HERONS), ...foreign] })
    expect(await directory({ rows: [person(100)] })).toMatchObject({ inserted: 13 })
  })
})

describe('a row that nothing supports any more', () => {
  const both = [line(1, 100, HERONS), line(1, 101, HERONS)]

  it('goes with its last line, with a ledger entry for each value', async () => {
    await lines({ rows: both })
    await directory({ rows: [person(100), person(101)] })
    await index({ rows: [member(100, HERONS), member(101, HERONS)] })
    await lines({ runId: 'run', rows: [line(1, 101, HERONS)] })
    expect(await directory({ runId: 'run', rows: [person(100), person(101)] })).toMatchObject({ removed: 1 })
    expect(await index({ runId: 'run', rows: [member(101, HERONS)] })).toMatchObject({ removed: 1 })
    expect(await stored()).toMatchObject([{ id: 101 }])
    expect(await rostered()).toEqual([`101 ${HERONS}`])
    expect(await removals()).toEqual([
      { table_name: 'player_seasons', id: '100', column_name: 'position', old_value: 'G', cause: 'removal' },
      {
        table_name: 'player_seasons',
        id: '100',
        column_name: 'team_abbreviation',
        old_value: 'NOH',
        cause: 'removal',
      },
      { table_name: 'players', id: '100', column_name: 'from_year', old_value: 2010, cause: 'removal' },
      {
        table_name: 'players',
        id: '100',
        column_name: 'full_name',
        old_value: 'Listed 100',
        cause: 'removal',
      },
      { table_name: 'players', id: '100', column_name: 'to_year', old_value: 2020, cause: 'removal' },
    ])
  })

  it('stays with a line in another season or type', async () => {
    const before = { season: '2017-18', seasonType: 'Playoffs' } as const
    const old = { ...line(1, 100, HERONS), game_id: '0041700001', season: '2017-18', season_type: 'Playoffs' }
    await lines({ scope: before, rows: [old] })
    await lines({ rows: both })
    await directory({ rows: [person(100), person(101)] })
    await lines({ runId: 'run', rows: [line(1, 101, HERONS)] })
    expect(await directory({ runId: 'run', rows: [person(101)] })).toMatchObject({ removed: 0 })
    expect(await stored()).toHaveLength(2)
  })

  it('of a team without a line goes when the index does not list it', async () => {
    await lines({ runId: 'run', rows: both })
    await index({ rows: [member(100, HERONS), member(100, KITES), member(101, 0)] })
    expect(await index({ runId: 'run', rows: [member(100, HERONS), member(101, HERONS)] })).toMatchObject({
      inserted: 1,
      removed: 2,
    })
    expect(await rostered()).toEqual([`100 ${HERONS}`, `101 ${HERONS}`])
  })

  it('of an earlier team stays with its lines', async () => {
    await lines({ runId: 'run', rows: both })
    await index({ rows: [member(100, HERONS), member(101, HERONS)] })
    expect(await index({ runId: 'run', rows: [member(100, 0), member(101, HERONS)] })).toMatchObject({
      removed: 0,
    })
    expect(await rostered()).toEqual(['100 0', `100 ${HERONS}`, `101 ${HERONS}`])
  })

  it.each([
    ['the run has no answer of the log', async () => undefined],
    [
      'a line of the log is in quarantine',
      async () => {
        await lines({ runId: 'run', rows: [line(1, 101, HERONS)], facts: { quarantined: 1 } })
      },
    ],
    [
      'the log has given up its request',
      async () => {
        await lines({ runId: 'run', rows: [line(1, 101, HERONS)] })
        await database.pool.query(
          `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, state)
           values ('run', 'player_game_logs', 1, 'x', 'stats', 'x', '{}', 'x', 'failed')`,
        )
      },
    ],
  ])('stays while %s', async (_, log) => {
    await lines({ rows: both })
    await directory({ rows: [person(100), person(101)] })
    await database.pool.query('delete from player_game_logs where player_id = 100')
    await log()
    expect(await directory({ runId: 'run', rows: [person(101)] })).toMatchObject({ removed: 0, held: 0 })
    expect(await stored()).toHaveLength(2)
  })

  it('stays while the answer has rows in quarantine', async () => {
    await lines({ runId: 'run', rows: both })
    await index({ rows: [member(100, KITES), member(101, HERONS)] })
    const answer = { runId: 'run', rows: [member(101, HERONS)], facts: { scopes: {}, incomplete: true } }
    expect(await index(answer)).toMatchObject({ removed: 0 })
  })

  it('stays where there are too many of them, unless they are accepted', async () => {
    const rows = playerLines(1, 60)
    const ids = rows.map((row) => Number(row.player_id))
    await lines({ rows })
    await directory({ rows: ids.map(person) })
    await database.pool.query('delete from player_game_logs where player_id < 110')
    await lines({ runId: 'run', rows: rows.filter((row) => Number(row.player_id) >= 110) })
    const answer = { runId: 'run', rows: ids.map(person), facts: { scopes: {} } }
    expect(await directory(answer)).toMatchObject({ removed: 0, held: 10 })
    await lines({ runId: 'accepting', rows: rows.filter((row) => Number(row.player_id) >= 110) })
    expect(await mergeAnswer(database.pool, players, { ...answer, runId: 'accepting' }, true)).toMatchObject({
      removed: 10,
      held: 0,
    })
  })
})
