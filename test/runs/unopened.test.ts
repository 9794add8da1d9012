import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { messageOf } from '../../src/errors.js'
import { reconcileRuns } from '../../src/runs/reconcile.js'
import { commandLineOf } from '../cli/command-line.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

const DENIED =
  'Postgres: permission denied for table sync_runs; grant it to the role of DATABASE_URL (docs/roles.sql)'

const allow = () => environment.database.pool.query('drop function if exists deny cascade')
afterEach(allow)

/** Has Postgres refuse writes, named as in a trigger, until `allow`. */
async function deny(writes: string): Promise<void> {
  const { pool } = environment.database
  await pool.query(
    `create function deny() returns trigger language plpgsql as $$ begin raise insufficient_privilege using message = 'permission denied for table sync_runs'; end $$`,
  )
  await pool.query(`create trigger deny before ${writes} execute function deny()`)
}

/** The ids of the runs of which this records something: Temporal keeps those of earlier tests, too. */
const reconcile = (options?: Parameters<typeof reconcileRuns>[2]) =>
  reconcileRuns(environment.temporal.client, environment.database.pool, options)

const recordOf = async (runId: string) =>
  (
    await environment.database.pool.query(
      `select outcome, cause, pace, trigger, started_at, ended_at, datasets from sync_runs where run_id = $1`,
      [runId],
    )
  ).rows

it.each([
  ['opened', 'insert on sync_runs for each row', DENIED],
  [
    'opened nor closed',
    'insert or update on sync_runs for each statement',
    `the end of the run could not be recorded: ${DENIED}`,
  ],
])(
  'a run that could not be %s is recorded with cause and times once Postgres takes it',
  async (_, writes, cause) => {
    await deny(writes)
    const handle = await environment.start({ only: ['teams'], pace: 7 })
    await expect(handle.result()).rejects.toThrow('Workflow execution failed')
    const { firstExecutionRunId: runId } = handle
    const { startTime, closeTime } = await handle.describe()
    await expect.poll(() => reconcile().catch(messageOf)).toContain('permission denied for table sync_runs')
    expect(await recordOf(runId)).toEqual([])
    await allow()
    expect(await reconcile()).toContain(runId)
    expect(await reconcile()).toEqual([])
    expect(await recordOf(runId)).toEqual([
      {
        outcome: 'failed',
        cause,
        pace: 7,
        trigger: 'manual',
        started_at: startTime,
        ended_at: closeTime,
        datasets: ['team_game_logs', 'teams'],
      },
    ])
  },
)

it('a run that could not be opened is not recorded in a database of another source', async () => {
  await deny('insert on sync_runs for each row')
  const handle = await environment.start({ only: ['teams'] })
  await expect(handle.result()).rejects.toThrow('Workflow execution failed')
  await allow()
  expect(await reconcile({ sources: ['rest'] })).toEqual([])
  await environment.database.pool.query(`update database_source set source = 'rest'`)
  expect(await reconcile()).toEqual([])
  await environment.database.pool.query(`update database_source set source = 'nba'`)
  expect(await reconcile()).toContain(handle.firstExecutionRunId)
})

it('a run that could not be opened is found by show', async () => {
  await deny('insert on sync_runs for each row')
  const handle = await environment.start({ only: ['teams'] })
  await expect(handle.result()).rejects.toThrow('Workflow execution failed')
  await allow()
  const folder = mkdtempSync(join(tmpdir(), 'season-sync-unopened-'))
  const cli = commandLineOf(environment, folder)
  expect(await cli.run('show', handle.firstExecutionRunId)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(DENIED),
  })
  rmSync(folder, { recursive: true })
})

it('a run whose record was opened and is gone is not recorded again', async () => {
  environment.league.always('scheduleleaguev2', { status: 400, body: 'no' })
  const handle = await environment.start({ only: ['games'] })
  await expect(handle.result()).rejects.toThrow('Workflow execution failed')
  expect(await recordOf(handle.firstExecutionRunId)).toMatchObject([{ outcome: 'failed' }])
  await environment.database.pool.query('delete from sync_runs')
  expect(await reconcile()).not.toContain(handle.firstExecutionRunId)
})
