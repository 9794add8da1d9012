import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { openRun } from '../../src/store/runs/runs.js'
import { Proxy } from '../faults/harness/proxy.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

let database: TestDatabase
let proxy: Proxy
let cli: CommandLine
let home: string
beforeAll(async () => {
  database = await createTestDatabase()
  await openRun(database.pool, ...runOf('run', ['teams']))
  const url = new URL(database.url)
  const port = Number(url.port)
  proxy = await Proxy.start(() => port)
  url.port = String(proxy.port)
  home = mkdtempSync(join(tmpdir(), 'season-sync-lost-'))
  cli = new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: url.href })
})
afterAll(async () => {
  await proxy.close()
  await database.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a database connection that is lost while a command reads', () => {
  it.each([
    [['show', 'run'], 'from sync.sync_runs'],
    [['show', 'latest'], 'from sync.sync_runs'],
    [['show', 'run'], 'sync_findings'],
    [['changes', 'run'], 'row_changes'],
    [['history'], '"sync_runs"'],
  ])('ends %j with one sentence that names the database: cut at a query of %s', async (command, queried) => {
    const asked = proxy.holdBefore(queried)
    const { ended } = cli.start(...command)
    await asked
    proxy.cut()
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^The connection to the database was lost.*\.\n$/)
  })

  it('ends `show` with one sentence if the server ends the connection', async () => {
    const asked = proxy.holdBefore('from sync.sync_runs')
    const { ended } = cli.start('show', 'run')
    await asked
    const backends = `from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name = 'season-sync'`
    await database.pool.query(`select pg_terminate_backend(pid) ${backends}`)
    // A backend that has not received its signal yet would still answer the query.
    await vi.waitFor(
      async () => expect((await database.pool.query(`select ${backends}`)).rowCount).toBe(0),
      30_000,
    )
    proxy.resume()
    const { code, stderr } = await ended
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^The (?:connection to the )?database .*[^.]\.\n$/),
    })
  })
})
