import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { recentRate } from '../../../src/store/runs/backfill-history.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { BACKFILL, RUNS, storeRecords } from '../../runs/records.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
  await storeRecords(database)
  await database.pool.query('update sync.sync_runs set backfill_id = $1 where run_id = $2', [
    BACKFILL,
    RUNS.running,
  ])
})

/** Archives `n` answers, one a second, the last of them so many seconds ago. */
const answers = (n: number, secondsAgo: number) =>
  database.pool.query(
    `insert into sync.raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, canary, outcome, requested_at, fetched_at)
     select $1, 'nba', 'box_scores', 'x', i::text, '{}', '/', 1, false, 'answered', t, t
     from generate_series(0, $2 - 1) i, lateral (select now() - make_interval(secs => $3 + i) as t) at`,
    [RUNS.running, n, secondsAgo],
  )

it('a backfill has the rate of its answers of the last minutes', async () => {
  await answers(100, 1)
  expect(await recentRate(database.pool, BACKFILL)).toBeCloseTo(1, 1)
})

it('a pause, or the rest after a block, makes a backfill no slower than half a minute does', async () => {
  await answers(100, 300)
  await answers(100, 1)
  expect(await recentRate(database.pool, BACKFILL)).toBeCloseTo(200 / 230, 1)
})

it('a backfill of which nothing was answered lately has no rate', async () => {
  await answers(100, 1_200)
  expect(await recentRate(database.pool, BACKFILL)).toBeUndefined()
})
