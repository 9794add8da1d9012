import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closeRun, openRun } from '../../src/store/runs/runs.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { CommandLine } from './command-line.js'

const CAUSE =
  'leaguegamelog 2018-19: stats.nba.com: answered 503 Service Unavailable [GET https://stats.nba.com/stats/leaguegamelog].'

let folder: string
let database: TestDatabase
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-show-'))
  database = await createTestDatabase()
  await openRun(database.pool, ...runOf('failed', ['player_game_logs', 'games']))
  await closeRun(database.pool, 'failed', {
    outcome: 'failed',
    cause: `player_game_logs: ${CAUSE}`,
    verifiedBy: null,
    players: 0,
  })
  await database.pool.query(
    `update sync.sync_steps set outcome = 'failed', cause = $1 where run_id = 'failed' and dataset = 'player_game_logs'`,
    [CAUSE],
  )
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

it('show tells the cause of a run that is that of a dataset once, with the dataset', async () => {
  const cli = new CommandLine({ SEASON_SYNC_HOME: join(folder, 'state'), DATABASE_URL: database.url })
  const { stdout, stderr } = await cli.run('show', 'failed')
  expect(stdout.split('answered 503')).toHaveLength(2)
  expect(stdout).toContain(`\nplayer_game_logs  ${CAUSE}\n`)
  expect(stderr).toBe('')
})
