import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { waitNotice } from '../../src/runs/wait-notice.js'
import { readSettings } from '../../src/settings.js'
import { holdSource } from '../../src/store/pace/breaker.js'
import { HORIZON_MS, reserveSlot } from '../../src/store/pace/pace.js'
import { openRun } from '../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { runOf } from '../store/run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
  const [run, input] = runOf('run', ['teams'])
  await openRun(database.pool, { ...run, startedAt: new Date() }, input)
})

const settings = readSettings({ NBA_BUDGET: '1/3m', SEASON_SYNC_TODAY: '2026-02-22' })
const notice = () => waitNotice(database.pool, settings, { runId: 'run', source: 'nba' })
const useUp = () => reserveSlot(database.pool, 'nba', 100, HORIZON_MS.sync, { budget: settings.nba.budget })

it('a running sync waits for nothing while there are slots', async () => {
  expect(await notice()).toBeUndefined()
})

it('a running sync tells that its next request waits for the budget', async () => {
  await useUp()
  expect(await notice()).toMatch(
    /^Next request in (3 min 0 s|2 min 5\d s): budget of 1 request in 3 minutes$/,
  )
})

it('a running sync tells of a hold rather than of the budget', async () => {
  await useUp()
  await holdSource(database.pool, 'nba', 60_000, 'answered 429')
  expect(await notice()).toMatch(/^Waiting until [-\d]+ [:\d]+: answered 429$/)
})
