import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { fetchQueue, QUEUE } from '../src/contracts/names.js'
import { openRun } from '../src/store/runs/runs.js'
import { commandLineOf, type CommandLine, type Started } from './cli/command-line.js'
import { runOf } from './store/run-of.js'
import { createTestDatabase, type TestDatabase } from './support/database.js'
import { startTemporal } from './support/temporal.js'
import { SEASON, startTinyLeague, type TinyLeague } from './support/tiny-league.js'

const READY = '{"worker":"ready"}\n'

let temporal: TestWorkflowEnvironment
let database: TestDatabase
let league: TinyLeague
let folder: string
let cli: CommandLine
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-worker-'))
  ;[temporal, database, league] = await Promise.all([
    startTemporal(),
    createTestDatabase(),
    startTinyLeague(),
  ])
  cli = commandLineOf({ database, temporal, league }, folder, { NBA_PACE: '1000' })
})
afterAll(async () => {
  await cli.run('down')
  await Promise.all([temporal.teardown(), database.close(), league.close()])
  rmSync(folder, { recursive: true, force: true })
})

const workers: Started[] = []
afterEach(async () => {
  for (const { child } of workers) child.kill('SIGTERM')
  await Promise.all(workers.splice(0).map(({ ended }) => ended))
})

/** Starts a worker and waits until it is ready. */
async function startWorker(...options: readonly string[]): Promise<Started> {
  const worker = cli.start('worker', ...options)
  workers.push(worker)
  await worker.prints(READY)
  return worker
}

it('a worker serves the task queues that it is started for, and a sync says which one nobody serves', async () => {
  await startWorker('--queues', fetchQueue('nba'), '--concurrency', '3')
  expect(await cli.json('status')).toMatchObject({ workers: [{ queues: [fetchQueue('nba')] }] })
  expect((await cli.run('status')).stdout).toMatch(
    /^workers +\S+ \(pid \d+, .+, only season-sync-fetch-nba\)$/m,
  )
  const standings = ['sync', SEASON, '--only', 'standings'] as const
  expect(await cli.run(...standings)).toMatchObject({
    code: 1,
    stderr: `No worker serves the task queue ${QUEUE}; start one with: season-sync worker --queues ${QUEUE}\n`,
  })
  await startWorker('--queues', QUEUE)
  expect(await cli.run(...standings)).toMatchObject({ code: 0 })
})

it('status names the task queue that an open run needs and no worker serves', async () => {
  await startWorker('--queues', QUEUE)
  const problem = `No worker serves the task queue ${fetchQueue('nba')}; start one with: season-sync worker --queues ${fetchQueue('nba')}`
  expect((await cli.run('status')).stdout).not.toContain(problem)
  await openRun(database.pool, ...runOf('open', ['standings']))
  try {
    expect((await cli.run('status')).stdout).toContain(problem)
    expect(await cli.json('status')).toMatchObject({ unserved: [fetchQueue('nba')] })
  } finally {
    await database.pool.query(`delete from sync_runs where run_id = 'open'`)
  }
})

it('a worker that the database does not take says so, and is not ready before it does', async () => {
  await database.pool.query('alter table workers rename to workers_away')
  const worker = cli.start('worker')
  workers.push(worker)
  await worker.says('The worker cannot register itself in the table workers of its database (')
  await database.pool.query('alter table workers_away rename to workers')
  await worker.prints(READY)
  expect(await cli.json('status')).toMatchObject({ workers: [{ pid: worker.child.pid }] })
  worker.child.kill('SIGTERM')
  expect((await worker.ended).stderr).toMatch(
    /Z info {2}The worker cannot register itself .* \(.*"sync.workers" does not exist\), so that no sync would find it\. Trying again for a minute$/m,
  )
})

it('a worker writes each event as one JSON object, a failed attempt as info, and none about queues without workflows', async () => {
  const { child, ended } = await startWorker('--log-format', 'json')
  league.next('leaguestandingsv3', { status: 503 })
  expect(await cli.run('sync', SEASON, '--only', 'standings')).toMatchObject({ code: 0 })
  child.kill('SIGTERM')
  const events = (await ended).stderr
    .trim()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
  expect(events.filter(({ message }) => String(message).startsWith('Activity failed'))).toEqual([
    expect.objectContaining({ level: 'info', type: 'Unavailable', activity: 'fetch', attempt: 1 }),
  ])
  expect(events.filter(({ level }) => level !== 'info')).toEqual([])
})

it('a worker registers again after its database was restored', async () => {
  await startWorker()
  await database.pool.query('delete from workers')
  await expect
    .poll(async () => (await database.pool.query('select from workers')).rowCount, { timeout: 20_000 })
    .toBe(1)
})

it('a run that the database refused to open is in the history soon after it takes writes', async () => {
  await startWorker()
  await database.pool.query(
    `create function deny() returns trigger language plpgsql as $$ begin raise insufficient_privilege using message = 'denied'; end $$`,
  )
  await database.pool.query(
    'create trigger deny before insert on sync_runs for each row execute function deny()',
  )
  const sync = await cli.run('sync', SEASON, '--only', 'standings')
  expect(sync).toMatchObject({ code: 1, stderr: expect.stringContaining('Postgres: denied') })
  await database.pool.query('drop function deny cascade')
  await expect
    .poll(() => cli.json('history', '--outcome', 'failed'), { timeout: 60_000, interval: 2_000 })
    .toMatchObject([{ cause: expect.stringContaining('Postgres: denied'), datasets: ['standings'] }])
})
