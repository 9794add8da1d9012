import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { reportOfEnd } from '../../src/runs/report.js'
import { openDatabase } from '../../src/store/database/database.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { SEASON } from '../support/tiny-league.js'
import { commandLineOf, type CommandLine } from './command-line.js'

const REFUSAL =
  /^The database takes no writes \(cannot execute INSERT in a read-only transaction, SQLSTATE 25006\); connect to the primary if this is a standby, otherwise turn default_transaction_read_only off\.\n$/

let environment: SyncEnvironment
let folder: string
let cli: CommandLine
let endedRun: string
/** A database that became read-only: its worker's heartbeats are missing since, and a run that has ended is not recorded as such. */
beforeAll(async () => {
  environment = await startSyncEnvironment()
  folder = mkdtempSync(join(tmpdir(), 'season-sync-read-only-'))
  const { database } = environment
  cli = commandLineOf(environment, folder)
  const { handle, letGo } = await environment.startHeld()
  endedRun = handle.firstExecutionRunId
  await handle.terminate('by hand')
  letGo()
  await database.pool.query(`delete from workers`)
  await database.pool.query(
    `alter database ${new URL(database.url).pathname.slice(1)} set default_transaction_read_only = on`,
  )
})
afterAll(async () => {
  await environment.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each([[['sync', SEASON]], [['pause', 'latest']]])(
  '%j names the cause and does not say that no worker is connected',
  async (command) => {
    expect(await cli.run(...command)).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(REFUSAL),
    })
  },
)

it('status names the cause, and says that nothing is known of workers', async () => {
  const { code, stdout } = await cli.run('status')
  expect(code).toBe(0)
  expect(stdout).toMatch(/^problem +The database takes no writes \(.+ SQLSTATE 25006\); .+$/m)
  expect(stdout).toMatch(/^workers +not known$/m)
})

it('history is read all the same', async () => {
  expect(await cli.json('history')).toMatchObject([{ runId: endedRun }])
})

it('a command that follows a run says that its end cannot be recorded', async () => {
  const readOnly = openDatabase(environment.database.url, 'check')
  const end = { outcome: 'failed', cause: 'terminated: by hand.' } as const
  await expect(reportOfEnd(readOnly, endedRun, end, null)).rejects.toThrow(
    /^The sync has ended as failed \(terminated: by hand\), which cannot be recorded\. The database takes no writes \(.+ SQLSTATE 25006\); .+\.$/,
  )
  await readOnly.close()
})
