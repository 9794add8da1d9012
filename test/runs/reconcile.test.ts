import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { reconcileRuns } from '../../src/runs/reconcile.js'
import { resetToBeginning, startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { PLAYERS } from '../support/tiny-league.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

const runs = async () =>
  (await environment.database.pool.query('select run_id, outcome, cause from sync_runs')).rows

const reconcile = () => reconcileRuns(environment.temporal.client, environment.database.pool)

describe('a run that was ended from outside', () => {
  it('by termination has its end recorded', async () => {
    const { handle, letGo } = await environment.startHeld()
    await handle.terminate('by hand')
    expect(await reconcile()).toEqual([handle.firstExecutionRunId])
    letGo()
    expect(await runs()).toEqual([
      { run_id: handle.firstExecutionRunId, outcome: 'failed', cause: 'terminated from outside' },
    ])
    expect(await reconcile()).toEqual([])
  })

  it('by a reset keeps running under its own id, and its record is not ended', async () => {
    const { handle, letGo } = await environment.startHeld()
    const { client } = environment.temporal
    await resetToBeginning(client, handle)
    letGo()
    expect(await reconcile()).toEqual([])
    const again = client.workflow.getHandle(handle.workflowId)
    const result: unknown = await again.result()
    expect(result).toMatchObject({ runId: handle.firstExecutionRunId, outcome: 'succeeded' })
    expect(await runs()).toEqual([{ run_id: handle.firstExecutionRunId, outcome: 'succeeded', cause: null }])
    expect(await environment.database.pool.query('select 1 from players')).toMatchObject({
      rowCount: PLAYERS.length,
    })
  })
})

it('does not end the record of a running sync', async () => {
  const { handle, letGo } = await environment.startHeld()
  expect(await reconcile()).toEqual([])
  expect(await runs()).toMatchObject([{ outcome: 'running' }])
  letGo()
  await vi.waitFor(async () => expect((await handle.describe()).status.name).toBe('COMPLETED'), 60_000)
})
