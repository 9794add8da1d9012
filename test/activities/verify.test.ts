import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createActivities, type Activities } from '../../src/activities/index.js'
import teamGameLogs from '../../src/datasets/nba/team-game-logs.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { openRun } from '../../src/store/runs/runs.js'
import { mergeAnswer, teamLine } from '../store/merge/merging.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
let source: NbaSource
let activities: Activities
beforeAll(async () => {
  database = await createTestDatabase()
  source = new NbaSource(readSettings({}).nba)
  activities = createActivities({ sources: { nba: { client: source, database } } })
})
afterAll(async () => {
  source.close()
  await database.close()
})

it('the end of a run judges what verify recorded, and does not verify again', async () => {
  const [run, input] = runOf('run', ['team_game_logs'], { today: '2026-02-22' })
  await openRun(database.pool, run, input)
  await mergeAnswer(database.pool, teamGameLogs, { runId: 'run', rows: [teamLine(1, 1)] })
  const as = new MockActivityEnvironment()
  await as.run(() => activities.verify(input, 'run', 'team_game_logs'))
  await database.pool.query('delete from team_game_logs')
  const end = { failed: {}, cancelled: false, verified: true }
  expect(await as.run(() => activities.closeRunRecord(input, 'run', end))).toMatchObject({
    outcome: 'partial',
    cause: expect.stringContaining('0021800001'),
  })
})

it('a dataset that no worker knows any more has nothing that could be wrong', async () => {
  const [, input] = runOf('run', ['shots'])
  await expect(
    new MockActivityEnvironment().run(() => activities.verify(input, 'run', 'shots')),
  ).resolves.toBeUndefined()
})
