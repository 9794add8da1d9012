import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runProgram, type ProgramResult } from '../../src/system/program.js'
import { built } from '../../src/version.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

/** A user that passwd does not know, as containers have them. */
const USER = { uid: 54_321, gid: 54_321 }

const runAs = (env: Record<string, string>, ...args: readonly string[]): Promise<ProgramResult> =>
  runProgram(process.execPath, args, { ...USER, cwd: '/', env: { PATH: process.env.PATH ?? '', ...env } })
const command = (env: Record<string, string>, ...args: readonly string[]) =>
  runAs(env, built('cli/main.js'), ...args)

const possible =
  process.getuid?.() === 0 &&
  (await runAs({}, '-e', `fs.readFileSync('${built('cli/main.js')}')`).catch(() => undefined))?.code === 0

describe.skipIf(!possible)('a user without a name and without HOME', () => {
  let folder: string
  let database: TestDatabase
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'season-sync-nameless-'))
    chmodSync(folder, 0o755)
    mkdirSync(join(folder, 'own'))
    chownSync(join(folder, 'own'), USER.uid, USER.gid)
    database = await createTestDatabase()
  })
  afterAll(async () => {
    await database.close()
    rmSync(folder, { recursive: true })
  })

  it('migrates and reads a configured database', async () => {
    await database.pool.query('drop schema if exists nba, sync, public cascade; create schema public')
    const env = { DATABASE_URL: database.url }
    expect(await command(env, 'migrate')).toMatchObject({ code: 0, stderr: '' })
    expect(await command(env, 'history')).toMatchObject({ code: 0, stderr: '' })
    expect(await command({}, 'status')).toMatchObject({ code: 0, stderr: '' })
  })

  it.each([
    [
      'without a state folder',
      () => ({}),
      /^The state folder \/\S+ cannot be used .*; set SEASON_SYNC_HOME to another one\.\n$/,
    ],
    [
      'with a read-only HOME',
      () => ({ HOME: folder }),
      /^The state folder \/\S+ cannot be used .*; set SEASON_SYNC_HOME to another one\.\n$/,
    ],
    [
      'with a state folder of its own',
      () => ({ SEASON_SYNC_HOME: join(folder, 'own', 'state') }),
      /^Creating the database folder\nPostgres does not run as a user without a name \(uid 54321\): [^\n]*DATABASE_URL[^\n]*\n$/,
    ],
  ])('gets no embedded Postgres, and one sentence why, %s', async (_, env, sentence) => {
    expect(await command(env(), 'history')).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(sentence),
    })
  })
})
