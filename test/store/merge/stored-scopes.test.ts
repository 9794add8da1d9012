import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/datasets/dataset.js'
import playByPlay from '../../../src/datasets/nba/play-by-play.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { keepWritersOut, waitUntilBlocked } from '../../support/waiting.js'
import { merge, mergeAnswer, storeAnswer } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const GAME = '0021800001'

const actions = (count: number, game = GAME): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    game_id: game,
    action_id: i + 1,
    action_number: i + 1,
    period: 1,
    is_field_goal: false,
    description: 'Jump Ball',
  }))

/** The answer about a game. */
const ofGame = (rows: readonly Row[], game = GAME) => ({
  rows,
  requestKey: `play_by_play ${game}`,
  facts: { scopes: { play_by_play: [game] } },
})

/** The statements that wrote to these tables, in order. */
async function watchWrites(): Promise<() => Promise<readonly string[]>> {
  await database.pool.query(`
    create table if not exists writes (id serial, what text);
    create or replace function note_write() returns trigger language plpgsql as
      $$ begin insert into writes (what) values (lower(tg_op) || ' ' || tg_table_name); return null; end $$;
    create or replace trigger note_write before insert or update or delete on play_by_play execute function note_write();
    create or replace trigger note_write before insert or update or delete on row_changes execute function note_write();
    truncate writes`)
  return async () =>
    (await database.pool.query<{ what: string }>('select what from writes order by id')).rows.map(
      ({ what }) => what,
    )
}

describe('a game of which nothing is stored', () => {
  it('is inserted by one statement, without a look for what it changes or removes', async () => {
    const writes = await watchWrites()
    expect(await mergeAnswer(database.pool, playByPlay, ofGame(actions(3)))).toMatchObject({
      inserted: 3,
      unchanged: 0,
    })
    expect(await writes()).toEqual(['insert play_by_play'])
  })

  it('is compared with what another program stores of it meanwhile', async () => {
    const { key } = await storeAnswer(database.pool, playByPlay, ofGame(actions(3)))
    const other = await database.pool.connect()
    await other.query('begin; lock table play_by_play in share row exclusive mode') // the merge may read
    const merged = merge(database.pool, playByPlay, key)
    await waitUntilBlocked(database.pool, 'insert into nba."play_by_play"')
    await other.query(
      `insert into play_by_play (game_id, action_id, action_number, period, is_field_goal, description, run_id, response_id, synced_at, first_synced_at)
       values ($1, 2, 2, 1, false, 'Tip-off', 'other', 1, now(), now())`,
      [GAME],
    )
    await other.query('commit')
    other.release()
    expect(await merged).toMatchObject([{ inserted: 2, updated: 1, unchanged: 0 }])
  })

  it('leaves no row when its merge loses its connection before the commit, and is merged by the next attempt', async () => {
    const { key } = await storeAnswer(database.pool, playByPlay, ofGame(actions(3)))
    const unlock = await keepWritersOut(database.pool, 'sync_merges')
    const attempt = expect(merge(database.pool, playByPlay, key)).rejects.toThrow(/terminat/)
    const pid = await waitUntilBlocked(database.pool, 'insert into sync.sync_merges') // the rows are inserted
    await database.pool.query('select pg_terminate_backend($1)', [pid])
    await attempt
    await unlock()
    expect(await database.pool.query('select from play_by_play')).toMatchObject({ rowCount: 0 })
    expect(await merge(database.pool, playByPlay, key)).toMatchObject([{ inserted: 3 }])
  })

  it('is merged with the games of its batch that are stored', async () => {
    const stored = '0021800002'
    await mergeAnswer(database.pool, playByPlay, ofGame(actions(4, stored), stored))
    const first = await storeAnswer(database.pool, playByPlay, ofGame(actions(2)))
    await database.pool.query(
      `update batches set requests = requests || jsonb_set(jsonb_set(requests->0, '{scopes}', $1), '{requestKey}', '"another"')`,
      [JSON.stringify({ play_by_play: [stored] })],
    )
    expect(await merge(database.pool, playByPlay, first.key, true)).toMatchObject([
      { inserted: 2, removed: 4 },
    ])
  })
})

it('a game that is stored is compared without reading the whole table', async () => {
  await database.pool.query(
    `insert into play_by_play (game_id, action_id, action_number, period, is_field_goal, run_id, response_id, synced_at, first_synced_at)
     select '00217' || lpad((i / 500)::text, 5, '0'), i % 500 + 1, 1, 1, false, 'before', 1, now(), now() from generate_series(0, 99999) i`,
  )
  const answer = ofGame(actions(2_000))
  await mergeAnswer(database.pool, playByPlay, answer)
  await database.pool.query('analyze play_by_play')
  const rowsRead = async (): Promise<number> => {
    await database.pool.query('select pg_stat_force_next_flush()') // by the one connection that is in use
    const { rows } = await database.pool.query<{ n: number }>(
      `select seq_tup_read as n from pg_stat_user_tables where relname = 'play_by_play'`,
    )
    return rows[0]?.n ?? 0
  }
  const before = await rowsRead()
  expect(await mergeAnswer(database.pool, playByPlay, answer)).toMatchObject({ unchanged: 2_000 })
  expect((await rowsRead()) - before).toBe(0)
})
