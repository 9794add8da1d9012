import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import type { Dataset, TableSpec } from '../../src/datasets/dataset.js'
import playByPlay from '../../src/datasets/nba/play-by-play.js'
import playerGameLogs from '../../src/datasets/nba/player-game-logs.js'
import players from '../../src/datasets/nba/players.js'
import teams from '../../src/datasets/nba/teams.js'
import restGames from '../../src/datasets/rest/games.js'
import { notMergedNotes } from '../../src/store/requests/not-merged.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { FIRST_ANSWER, listing, rowsOf, Syncs } from './repeated-sync.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

let syncs: Syncs
beforeEach(async () => {
  await emptyTables(database.pool)
  syncs = new Syncs(database.pool, 'nba')
})

const query = async (sql: string) => (await database.pool.query<Record<string, unknown>>(sql)).rows

/** Rows of a table, without their provenance. */
const contents = async ({ name, key }: TableSpec) =>
  (
    await query(
      `select to_jsonb(t) - 'run_id' - 'synced_at' - 'first_synced_at' - 'response_id' as row from ${name} t order by ${key.join(', ')}`,
    )
  ).map(({ row }) => row)

const versions = (table: string) => query(`select ctid::text, xmin::text from ${table} order by ctid`)

const ledger = (table: string) =>
  query(
    `select row_key, column_name, old_value, new_value, cause from row_changes where table_name = '${table}' order by id`,
  )

/** SQL that changes a value of a column, by its type. */
const DAMAGE: Readonly<Record<string, string>> = {
  text: `'damaged'`,
  bool: 'true',
  date: `'1999-01-01'`,
  timestamptz: `'1999-01-01'`,
  _int8: `'{99}'`,
}

/** What half a restore, or a slip of the hand, does to a table. */
const LOSSES: Readonly<Record<string, (table: TableSpec) => string>> = {
  'all its rows': ({ name }) => `delete from ${name}`,
  'half of its rows': ({ name }) =>
    `delete from ${name} where ctid in (select ctid from ${name} order by ctid limit (select count(*) / 2 from ${name}))`,
  'the values of one of its columns': ({ name, columns, types, key, completes, latestBy }) => {
    const damaged = columns.findLast(
      (column) =>
        !key.includes(column) && completes?.columns.includes(column) !== true && column !== latestBy,
    )
    return `update ${name} set ${damaged} = ${DAMAGE[types[damaged ?? '']?.types[0] ?? ''] ?? '99'}`
  },
}

/** All losses of the tables of every sync; of the others, which the kit makes in the same way, one each in turn. */
function lossesOf({ byDefault }: Dataset, { columns }: TableSpec) {
  const losses = Object.entries(LOSSES)
  return byDefault ? losses : losses.filter((_, at) => at === columns.length % losses.length)
}

const CASES = (['nba', 'rest'] as const).flatMap((source) =>
  CATALOGUE[source].flatMap((dataset) =>
    dataset.tables.flatMap((table) =>
      lossesOf(dataset, table).map(([loss, sql]) => ({ source, dataset, table, loss, sql: sql(table) })),
    ),
  ),
)

/** Syncs a dataset for the first time; players are stored only with a line in a game. */
async function syncFirst(dataset: Dataset): Promise<Dataset> {
  const listed = listing(dataset)
  if (dataset.tables.some(({ memberOf }) => memberOf)) await syncs.sync(listing(playerGameLogs))
  await syncs.sync(listed)
  return listed
}

describe.each(CASES)(
  'the table $table.name, which $source $dataset.name fills',
  ({ source, dataset, table, loss, sql }) => {
    it(`gets back ${loss} by one sync, and the ledger says rebuild`, async () => {
      syncs = new Syncs(database.pool, source)
      const listed = await syncFirst(dataset)
      const before = await contents(table)
      expect(before).not.toEqual([])
      await database.pool.query(sql)
      expect(await contents(table)).not.toEqual(before)
      await syncs.sync(listed)
      expect(await contents(table)).toEqual(before)
      const causes = await query(`select distinct table_name, cause from row_changes`)
      expect(causes).toEqual([{ table_name: table.name, cause: 'rebuild' }])

      const healed = await versions(table.name)
      await syncs.sync(listed)
      expect(await versions(table.name)).toEqual(healed)
    })
  },
)

describe('a row that was lost', () => {
  it('has one ledger entry and keeps the time of its first arrival', async () => {
    const listed = await syncFirst(playerGameLogs)
    await database.pool.query('delete from player_game_logs where player_id = 103')
    await syncs.sync(listed)
    expect(await ledger('player_game_logs')).toEqual([
      {
        row_key: { game_id: 'game_id 3', player_id: 103 },
        column_name: '*',
        old_value: null,
        new_value: { rows: 1 },
        cause: 'rebuild',
      },
    ])
    expect(
      await query('select first_synced_at, response_id from player_game_logs where player_id = 103'),
    ).toEqual([{ first_synced_at: FIRST_ANSWER, response_id: 1 }])
  })

  it('with its whole scope has one entry together with the others of the scope', async () => {
    const listed = await syncFirst(playByPlay)
    const [{ game }] = (await query('select min(game_id) as game from play_by_play')) as [{ game: string }]
    await database.pool.query('delete from play_by_play where game_id = $1', [game])
    await syncs.sync(listed)
    expect(await ledger('play_by_play')).toEqual([
      {
        row_key: { game_id: game },
        column_name: '*',
        old_value: null,
        new_value: { rows: 8 },
        cause: 'rebuild',
      },
    ])
  })

  it('is no first arrival, and a row of a new member is one', async () => {
    const listed = listing(players)
    const more = (ids: number) => ({
      answer: (request: Parameters<typeof rowsOf>[1], ordinal: number) => {
        const all = rowsOf(playerGameLogs, request, ordinal).player_game_logs ?? []
        return { player_game_logs: all.slice(0, ids) }
      },
    })
    await syncs.sync(listing(playerGameLogs), more(4))
    await syncs.sync(listed)
    await database.pool.query('delete from players where player_id = 100')
    await syncs.sync(listing(playerGameLogs), more(5))
    await syncs.sync(listed)
    expect(await query('select count(*)::int as n from players')).toEqual([{ n: 5 }])
    expect((await ledger('players')).map(({ row_key }) => row_key)).toEqual([{ player_id: 100 }])
  })

  it('and of which a stale answer comes is merged from the archive, and the run has a note of the answer', async () => {
    const listed = listing(playerGameLogs)
    await syncs.sync(listed, { madeAt: '2026-01-01T09:00:00Z' })
    const [table] = listed.tables
    const before = table && (await contents(table))
    await database.pool.query('delete from player_game_logs where player_id = 103')
    const stale = (request: Parameters<typeof rowsOf>[1]) => rowsOf(playerGameLogs, request, 5)
    await syncs.sync(listed, { madeAt: '2026-01-01T08:00:00Z', answer: stale })
    expect(table && (await contents(table))).toEqual(before)
    expect(await notMergedNotes(database.pool, 'run 1', 'player_game_logs')).toMatchObject([{ kind: 'note' }])
  })
})

describe('a lost game', () => {
  it('whose request is given up is merged from the archive', async () => {
    const listed = await syncFirst(playByPlay)
    const [table] = listed.tables
    const before = table && (await contents(table))
    await database.pool.query(`delete from play_by_play where game_id = '0021800002'`)
    await syncs.sync(listed, { givenUp: ({ about }) => about === '0021800002' })
    expect(table && (await contents(table))).toEqual(before)
  })
})

describe('a value', () => {
  it('that was damaged has a ledger entry with the damaged value', async () => {
    const listed = await syncFirst(playerGameLogs)
    await database.pool.query('update player_game_logs set assists = 99 where player_id = 101')
    await syncs.sync(listed)
    expect(await ledger('player_game_logs')).toMatchObject([
      { column_name: 'assists', old_value: 99, new_value: 1, cause: 'rebuild' },
    ])
  })

  it('that a changed dataset reads differently comes from the archive where the request is given up', async () => {
    const listed = await syncFirst(playByPlay)
    const counts = await syncs.sync(
      {
        ...listed,
        transformVersion: 99,
        *transform(...args) {
          for (const out of listed.transform(...args))
            yield 'row' in out ? { ...out, row: { ...out.row, description: 'read anew' } } : out
        },
      },
      { givenUp: ({ about }) => about === '0021800002' },
    )
    expect(counts).toMatchObject([{ updated: expect.any(Number), unchanged: 0 }])
    expect(await query('select distinct description from play_by_play')).toEqual([
      { description: 'read anew' },
    ])
    expect(await query('select sum(read_again)::int as answers from sync_merges')).toEqual([{ answers: 3 }])
  })

  it('that a newer version of the dataset reads differently has the cause transform', async () => {
    const listed = await syncFirst(playerGameLogs)
    await syncs.sync({
      ...listed,
      transformVersion: 99,
      *transform(...args) {
        for (const out of listed.transform(...args))
          yield 'row' in out ? { ...out, row: { ...out.row, assists: 50 } } : out
      },
    })
    const causes = await query('select distinct column_name, cause from row_changes')
    expect(causes).toEqual([{ column_name: 'assists', cause: 'transform' }])
  })
})

describe('an equal answer', () => {
  it('is skipped and counted for each table as long as its rows stand', async () => {
    const both = listing({ ...teams, tables: teams.tables.map((table) => ({ ...table, completes: whole })) })
    await syncs.sync(both)
    const counts = await syncs.sync(both)
    expect(counts).toMatchObject([
      { table: 'teams', unchanged: 8 },
      { table: 'team_seasons', unchanged: 8 },
    ])
  })

  it('is merged again in a rebuild, which writes no row that stands', async () => {
    const listed = await syncFirst(playerGameLogs)
    const before = await versions('player_game_logs')
    const counts = await syncs.sync(listed, { rebuild: true })
    expect(counts).toMatchObject([{ inserted: 0, updated: 0, unchanged: 8 }])
    expect(await versions('player_game_logs')).toEqual(before)
  })

  it('of two that list the same row differently replaces nothing by turns', async () => {
    const rest = listing(restGames)
    const answer: Parameters<typeof syncs.sync>[1] = {
      batchSize: 1,
      answer: (request, ordinal) => ({
        games: (rowsOf(restGames, request, 0).games ?? []).map((row) => ({
          ...row,
          arena_name: null,
          status_text: `date ${ordinal}`,
        })),
      }),
    }
    syncs = new Syncs(database.pool, 'rest')
    await syncs.sync(rest, answer)
    await query('delete from row_changes')
    const before = await versions('games')
    await syncs.sync(rest, answer)
    await syncs.sync(rest, answer)
    expect(await versions('games')).toEqual(before)
    expect(await ledger('games')).toEqual([])
  })
})

/** A scope that any column of the season gives. */
const whole = { columns: ['abbreviation'], values: () => ['abbreviation 1'] }
