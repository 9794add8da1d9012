import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { SEASON } from '../support/tiny-league.js'
import { commandLineOf, type CommandLine } from './command-line.js'

const WORKFLOW = `season-sync/nba/${SEASON}/regular-season`

let environment: SyncEnvironment
let folder: string
let cli: CommandLine
beforeAll(async () => {
  environment = await startSyncEnvironment()
  folder = mkdtempSync(join(tmpdir(), 'season-sync-restored-'))
  cli = commandLineOf(environment, folder)
})
beforeEach(() => environment.reset())
afterAll(async () => {
  await cli.run('down')
  await environment.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A running sync whose database was restored from before it. Returns its run id. */
async function unknownRun(): Promise<string> {
  const { handle, letGo } = await environment.startHeld()
  await environment.database.pool.query('truncate sync_runs, sync_requests cascade')
  letGo()
  return handle.firstExecutionRunId
}

const stateOf = async (): Promise<string> =>
  (await environment.temporal.client.workflow.getHandle(WORKFLOW).describe()).status.name

it('a run that the database does not know is paused, resumed and cancelled by its id', async () => {
  const runId = await unknownRun()
  expect(await cli.run('pause', runId)).toMatchObject({
    code: 0,
    stdout: `Paused the sync of ${SEASON} Regular Season (run ${runId})\n`,
  })
  expect(await cli.json('resume', runId)).toMatchObject({ runId, workflowId: WORKFLOW, paused: false })
  expect(await cli.run('cancel', runId)).toMatchObject({
    code: 0,
    stdout: `The sync of ${SEASON} Regular Season was cancelled; this database has no record of it (run ${runId})\n`,
  })
  expect(await stateOf()).toBe('CANCELLED')
  expect(await cli.run('cancel', runId)).toMatchObject({
    code: 2,
    stderr: `There is no run ${runId}; see: season-sync history.\n`,
  })
})

it.each([
  ['its season', SEASON],
  ["its workflow's id", WORKFLOW],
])('a run that the database does not know is cancelled by %s', async (_, name) => {
  const runId = await unknownRun()
  expect(await cli.json('cancel', name)).toMatchObject({ runId, workflowId: WORKFLOW, outcome: 'cancelled' })
  expect(await cli.run('cancel', name)).toMatchObject({
    code: 1,
    stderr: `No sync is running as ${WORKFLOW}.\n`,
  })
})

it('a sync does not join a run that the database does not know, and names the command that ends it', async () => {
  const runId = await unknownRun()
  expect(await cli.run('sync', SEASON, '--if-running', 'join')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: `The sync of ${SEASON} Regular Season that is running (run ${runId}) is not on record in this database, which was restored from before it or is not its workers' one; end it with: season-sync cancel ${runId}\n`,
  })
  expect(await cli.run('cancel', runId)).toMatchObject({ code: 0 })
  expect(await cli.run('sync', SEASON, '--if-running', 'join')).toMatchObject({ code: 0 })
})
