import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { keepRecordingEnds } from '../../src/runs/record-ends.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

let recording: { readonly end: () => void } | undefined
afterEach(() => recording?.end())

const query = (sql: string) => environment.database.pool.query(sql)
const attempts = async (pool: pg.Pool, report: (line: string) => void) =>
  (recording = await keepRecordingEnds(environment.temporal.client, pool, ['nba'], report, 20))

it('a failure is reported once, and ends are recorded as soon as the database allows it', async () => {
  const { pool } = environment.database
  const { handle, letGo } = await environment.startHeld()
  await query('alter table sync_runs rename column cluster_id to away')
  const asked = vi.spyOn(pool, 'query')
  const report = vi.fn<(line: string) => void>()
  await attempts(pool, report)
  asked.mockClear()
  await vi.waitFor(() => expect(asked.mock.calls.length).toBeGreaterThan(6), 10_000) // several more attempts
  expect(report.mock.calls).toEqual([
    [expect.stringMatching(/^Ends of runs cannot be recorded \(.+cluster_id.+\); trying again$/)],
  ])
  await query('alter table sync_runs rename column away to cluster_id')
  await handle.terminate('by hand')
  letGo()
  await vi.waitFor(
    async () => expect((await query('select outcome from sync_runs')).rows).toEqual([{ outcome: 'failed' }]),
    10_000,
  )
  expect(report).toHaveBeenCalledTimes(1)
  asked.mockRestore()
})

it('a database that the first sync of its source creates later is no failure', async () => {
  const url = new URL(environment.database.url)
  url.pathname = '/created_later'
  const pool = new pg.Pool({ connectionString: url.href })
  const report = vi.fn<(line: string) => void>()
  await attempts(pool, report)
  expect(report).not.toHaveBeenCalled()
  recording?.end()
  await pool.end()
})
