import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { clusterIdOf } from '../../src/contracts/cluster.js'
import { openRun } from '../../src/store/runs/runs.js'
import { runOf } from '../store/run-of.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { CommandLine, commandLineOf } from './command-line.js'

const THEIRS = '01a20000-0000-7000-8000-000000000000'
const OURS = '01a20000-0000-7000-8000-000000000001'

let environment: SyncEnvironment
let folder: string
let cli: CommandLine
beforeAll(async () => {
  environment = await startSyncEnvironment()
  folder = mkdtempSync(join(tmpdir(), 'season-sync-another-'))
  cli = commandLineOf(environment, folder)
})
beforeEach(async () => {
  await environment.reset()
  const [run, input] = runOf(THEIRS, ['teams'])
  const { pool } = environment.database
  await openRun(pool, { ...run, startedAt: new Date(), clusterId: 'another' }, { ...input, pace: 0.5 })
  await pool.query(`insert into source_pace (source) values ('nba')`)
})
afterAll(async () => {
  await cli.run('down')
  await environment.close()
  rmSync(folder, { recursive: true, force: true })
})

it('history, show and status say that an open run is of another Temporal', async () => {
  expect((await cli.run('history')).stdout).toMatch(
    new RegExp(`^${THEIRS} .* running, of another Temporal `, 'm'),
  )
  expect(await cli.json('history')).toMatchObject([
    { runId: THEIRS, outcome: 'running', ofAnotherTemporal: true },
  ])
  expect((await cli.run('show', THEIRS)).stdout).toMatch(
    /^temporal +The run is of another Temporal; everything shown here is from Postgres$/m,
  )
  expect(await cli.json('show', THEIRS)).toMatchObject({ outcome: 'running', temporal: { copy: 'another' } })
  expect((await cli.run('status')).stdout).toMatch(/^waiting run .*, 0\.5\/s, of another Temporal\): /m)
  expect(await cli.json('status')).toMatchObject({
    queues: [{ pace: 0.5, runs: [{ runId: THEIRS, ofAnotherTemporal: true, countsForPace: true }] }],
  })
})

it('status says that the configured Temporal is reachable, and what its namespace lacks', async () => {
  expect(await cli.json('status')).toMatchObject({ temporalReachable: true, temporalProblem: null })
  expect((await cli.run('status')).stdout).toMatch(/^temporal +\S+, namespace default, reachable$/m)
  const elsewhere = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    TEMPORAL_ADDRESS: environment.temporal.address,
    TEMPORAL_NAMESPACE: 'elsewhere',
  })
  expect(await elsewhere.json('status')).toMatchObject({
    temporalReachable: false,
    temporalProblem: expect.stringMatching(/^Temporal at \S+ has no namespace elsewhere; /),
  })
})

it('the pace that status shows is without a run that has asked for nothing for an hour', async () => {
  await environment.database.pool.query(`update sync_runs set started_at = now() - interval '2 hours'`)
  expect((await cli.run('status')).stdout).toMatch(/^waiting run .*, counts no longer for the pace\): /m)
  expect(await cli.json('status')).toMatchObject({ queues: [{ pace: 1, runs: [{ countsForPace: false }] }] })
})

it('a command does not touch a run of another Temporal, and says where it is', async () => {
  expect(await cli.run('cancel', THEIRS)).toMatchObject({
    code: 1,
    stderr: `Run ${THEIRS} is of another Temporal; set TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE to that one.\n`,
  })
  expect(await cli.json('show', THEIRS)).toMatchObject({ outcome: 'running' })
})

it('a run of this Temporal is not said to be of another', async () => {
  await environment.database.pool.query('update sync_runs set run_id = $1, cluster_id = $2', [
    OURS,
    await clusterIdOf(environment.temporal.client),
  ])
  await environment.sync({ only: ['teams'] })
  const lines = await cli.json<{ runId: string; ofAnotherTemporal: boolean }[]>('history')
  expect(lines.filter(({ ofAnotherTemporal }) => ofAnotherTemporal)).toEqual([])
})
