import { ApplicationFailure } from '@temporalio/common'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

/** What a step ends with once Postgres has refused all its attempts for ten minutes. */
const REFUSED = ApplicationFailure.create({
  type: 'DatabaseRefuses',
  message: 'Postgres takes no writes (for 10 minutes)',
  nonRetryable: true,
})

let environment: SyncEnvironment
let planned = 0
beforeAll(async () => {
  environment = await startSyncEnvironment({
    replan: () => {
      planned++
      throw REFUSED
    },
  })
})
afterAll(() => environment.close())

it('a run ends with the first step that Postgres refused for as long as it is tried, and no other step waits as long again', async () => {
  const handle = await environment.start()
  await expect(handle.result()).rejects.toThrow('Workflow execution failed')
  const steps = await environment.database.pool.query<{
    outcome: string
    cause: string
    verification: unknown
  }>('select outcome, cause, verification from sync_steps order by ordinal')
  expect(steps.rows.length).toBeGreaterThan(planned) // those that need others were not begun
  expect(steps.rows.map(({ cause }) => cause)).toEqual(steps.rows.map(() => REFUSED.message))
  expect(steps.rows.map(({ verification }) => verification)).toEqual(steps.rows.map(() => null))
  const runs = await environment.database.pool.query('select outcome from sync_runs')
  expect(runs.rows).toEqual([{ outcome: 'failed' }])
})
