import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import playerGameLogs from '../../src/datasets/nba/player-game-logs.js'
import { closeRun, openRun } from '../../src/store/runs/runs.js'
import { mergeAnswer, playerLines } from '../store/merge/merging.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { CommandLine } from './command-line.js'

let database: TestDatabase
let home: string
let cli: CommandLine
beforeAll(async () => {
  database = await createTestDatabase()
  home = mkdtempSync(join(tmpdir(), 'season-sync-dry-run-'))
  cli = new CommandLine({ SEASON_SYNC_HOME: home, DATABASE_URL: database.url })
})
afterAll(async () => {
  await database.close()
  rmSync(home, { recursive: true, force: true })
})
beforeEach(() => emptyTables(database.pool))

/** Records an ended run that held two of three games and the points of all lines. */
async function heldRun(): Promise<void> {
  await mergeAnswer(database.pool, playerGameLogs, { rows: playerLines(3, 5) })
  const rows = playerLines(1, 5).map((row) => ({ ...row, points: null }))
  await mergeAnswer(database.pool, playerGameLogs, { rows, runId: 'held' })
  await record('held')
}

async function record(runId: string): Promise<void> {
  await openRun(database.pool, ...runOf(runId, ['player_game_logs']))
  await closeRun(database.pool, runId, { outcome: 'partial', cause: 'c', verifiedBy: null, players: 0 })
}

const lines = async (): Promise<number> =>
  (await database.pool.query<{ n: number }>('select count(*)::int as n from player_game_logs')).rows[0]?.n ??
  0

describe('a dry run of --accept-removals', () => {
  it.each([
    ['of a retry', ['retry', 'held', '--accept-removals', '--dry-run']],
    ['of a sync', ['sync', '2018-19', '--accept-removals', '--dry-run']],
  ])('%s names what would be removed and emptied, and changes nothing', async (_, args) => {
    await heldRun()
    const before = await lines()
    const { code, stdout, stderr } = await cli.run(...args)
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'Nothing was changed. The next answers decide: what they have again stays.\n',
    })
    expect(stdout).toMatch(
      /^--accept-removals would remove 10 rows and empty 5 values, by the answers of run held /,
    )
    expect(stdout).toMatch(/^player_game_logs +player_game_logs +0021800003 +remove +5$/m)
    expect(stdout).toMatch(/^player_game_logs +player_game_logs +points +empty points +5$/m)
    expect(await lines()).toBe(before)
  })

  it('gives the same as JSON', async () => {
    await heldRun()
    const { removals } = await cli.json<{ removals: unknown }>(
      'retry',
      'latest',
      '--accept-removals',
      '--dry-run',
    )
    expect(removals).toContainEqual({
      dataset: 'player_game_logs',
      table: 'player_game_logs',
      subject: '0021800002',
      column: null,
      rows: 5,
      game: null,
    })
  })

  it('leaves out datasets that the sync would not bring', async () => {
    await heldRun()
    const { stdout } = await cli.run('sync', '2018-19', '--only', 'games', '--accept-removals', '--dry-run')
    expect(stdout).toMatch(/^Nothing was held by run held /)
  })

  it('says that nothing was held', async () => {
    await record('whole')
    expect(await cli.run('retry', 'whole', '--accept-removals', '--dry-run')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Nothing was held by run whole /),
    })
  })

  it('says that a season was never synced', async () => {
    expect(await cli.run('sync', '2017-18', '--accept-removals', '--dry-run')).toEqual({
      code: 2,
      stdout: '',
      stderr: 'No sync of 2017-18 Regular Season has ended yet; start one with: season-sync sync 2017-18\n',
    })
  })

  it('of a retry is refused without that option', async () => {
    const { code, stderr } = await cli.run('retry', 'latest', '--dry-run')
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr:
        '--dry-run goes with --accept-removals: it shows what the answers of the last sync would remove.\n',
    })
    expect(existsSync(join(home, 'stack.json'))).toBe(false)
  })
})
