import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRun } from '../../src/store/runs/runs.js'
import { Proxy } from '../faults/harness/proxy.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

let database: TestDatabase
let way: Proxy
let cli: CommandLine
let home: string
beforeAll(async () => {
  database = await createTestDatabase()
  await openRun(database.pool, ...runOf('run', ['teams']))
  const url = new URL(database.url)
  const port = Number(url.port)
  way = await Proxy.start(() => port)
  url.port = String(way.port)
  home = mkdtempSync(join(tmpdir(), 'season-sync-lost-'))
  cli = new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: url.href })
})
afterAll(async () => {
  await way.close()
  await database.close()
  rmSync(home, { recursive: true, force: true })
})

describe('a database that goes while a command reads', () => {
  it.each([
    [['show', 'run'], '"sync_runs"'],
    [['show', 'latest'], '"sync_runs"'],
    [['show', 'run'], 'sync_findings'],
    [['changes', 'run'], 'row_changes'],
    [['history'], '"sync_runs"'],
  ])('ends %j with a sentence that names the database: cut at a query of %s', async (command, queried) => {
    const asked = way.holdAfter(queried)
    const { ended } = cli.start(...command)
    await asked
    way.cut()
    const { code, stdout, stderr } = await ended
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^The connection to the database was lost.*\.\n$/)
  })

  it('ends `show` with a sentence where the server ends the connection', async () => {
    const asked = way.holdAfter('"sync_runs"')
    const { ended } = cli.start('show', 'run')
    await asked
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name = 'season-sync'`,
    )
    way.resume()
    const { code, stderr } = await ended
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^The (?:connection to the )?database .*[^.]\.\n$/),
    })
  })
})
