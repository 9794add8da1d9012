import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { GROWTH, refreshStatistics, renewStatistics } from '../../../src/store/database/statistics.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { waitUntilBlocked } from '../../support/waiting.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** Stores 2,000 actions of a game. */
const load = (game: string) =>
  database.pool.query(
    `insert into play_by_play (game_id, action_id, action_number, period, is_field_goal, description, run_id, response_id, synced_at, first_synced_at)
     select $1, i, 1, 1, false, 'Jump Ball', 'run', 1, now(), now() from generate_series(1, 2000) i`,
    [game],
  )

/** The rows that the planner knows of after the statistics were renewed if they had to be. */
async function rowsKnown(growth: number): Promise<number> {
  await refreshStatistics(database.pool, ['play_by_play', 'games'], growth)
  const { rows } = await database.pool.query<{ n: number }>(
    `select reltuples::int as n from pg_class where relname = 'play_by_play'`,
  )
  return rows[0]?.n ?? 0
}

it('the statistics of a table are renewed when it has grown sixteenfold, and at the end of a dataset by a tenth', async () => {
  await load('0021800001')
  expect(await rowsKnown(GROWTH.whileFilling)).toBe(2_000)
  await load('0021800002')
  expect(await rowsKnown(GROWTH.whileFilling)).toBe(2_000)
  expect(await rowsKnown(GROWTH.whenFilled)).toBe(4_000)
})

it('merges that end at the same time renew the statistics of a table once', async () => {
  const analyzed = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select pg_stat_force_next_flush(), analyze_count::int as n from pg_stat_user_tables where relname = 'play_by_play'`,
    )
    return rows[0]?.n ?? 0
  }
  await load('0021800003')
  const before = await analyzed()
  const renewals = Array.from({ length: 5 }, () =>
    refreshStatistics(database.pool, ['play_by_play'], GROWTH.whenFilled),
  )
  await Promise.all(renewals)
  await vi.waitFor(async () => expect(await analyzed()).toBeGreaterThan(before))
  expect(await analyzed()).toBe(before + 1)
})

/** Records that a run has merged rows into play_by_play. */
const merged = (runId: string, inserted: number) =>
  database.pool.query(
    `insert into sync_merges (run_id, dataset, batch, table_name, inserted, updated, unchanged, removed, held, quarantined, merged_at)
     values ($1, 'play_by_play', 0, 'play_by_play', $2, 0, 0, 0, 0, 0, now())`,
    [runId, inserted],
  )

it('a dataset that ends while another renews the statistics has them renewed after that, since the first may not see its rows', async () => {
  const analyzed = async (): Promise<number> => {
    const { rows } = await database.pool.query<{ n: number }>(
      `select pg_stat_force_next_flush(), analyze_count::int as n from pg_stat_user_tables where relname = 'play_by_play'`,
    )
    return rows[0]?.n ?? 0
  }
  await merged('first', 2_000)
  await merged('second', 2_000)
  const before = await analyzed()
  const { pool } = database
  const renewal = (runId: string) => renewStatistics(pool, { runId, dataset: 'play_by_play' })
  // The first is held in its ANALYZE until the others have asked for one.
  const holder = await pool.connect()
  await holder.query('begin; lock table play_by_play in share update exclusive mode')
  const first = renewal('first')
  await waitUntilBlocked(pool, 'analyze')
  const others = [renewal('second'), renewal('second')]
  await setImmediate()
  await vi.waitFor(() => expect(pool.idleCount).toBe(pool.totalCount - 2))
  await holder.query('commit')
  holder.release()
  await Promise.all([first, ...others])
  await vi.waitFor(async () => expect(await analyzed()).toBeGreaterThan(before + 1))
  expect(await analyzed()).toBe(before + 2)
})

it('a dataset that has brought a few rows renews no statistics', async () => {
  await load('0021800004')
  await merged('few', 500)
  await renewStatistics(database.pool, { runId: 'few', dataset: 'play_by_play' })
  const { rows } = await database.pool.query<{ n: number }>(
    `select reltuples::int as n from pg_class where relname = 'play_by_play'`,
  )
  expect(rows).toEqual([{ n: 6_000 }])
})
