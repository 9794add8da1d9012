import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let sandbox: Sandbox
beforeAll(async () => {
  ;[sandbox, environment] = await Promise.all([
    startSandbox({ asOf: '2026-02-22' }),
    startSyncEnvironment({ today: '2026-02-22' }),
  ])
  await environment.restartWorkers(sandbox.url)
})
afterAll(async () => {
  await environment.close()
  await sandbox.stop()
})

/** What a worker says of a slot that it came to more than ten seconds late: on a busy machine that happens, whatever the source does. */
const STOOD_STILL = /^the worker stood still/

/** Whether an activity has failed otherwise. */
const isRefused = ({ lastFailure }: { readonly lastFailure?: { readonly message?: string | null } | null }) =>
  lastFailure != null && !STOOD_STILL.test(lastFailure.message ?? '')

describe('a source that asks for time at one of many requests', () => {
  it('leaves one failed activity in Temporal: the others wait inside theirs, and end with the run', async () => {
    const block = [
      { match: 'boxscoretraditionalv3.*GameID=0022400060', kind: 'status', status: 429, retryAfter: 600 },
    ]
    await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(block) })
    const handle = await environment.start({ season: '2024-25', only: ['box_scores'], pace: 20 })
    const boxScores = environment.temporal.client.workflow.getHandle(
      'season-sync/nba/2024-25/regular-season/box-scores',
    )
    const pending = await vi.waitFor(
      async () => {
        const activities = (await boxScores.describe()).raw.pendingActivities ?? []
        // On a busy machine some wait for the pace before the one is refused.
        expect(activities.filter(isRefused).length).toBeGreaterThan(0)
        expect(activities.filter(({ heartbeatDetails }) => heartbeatDetails).length).toBeGreaterThan(10)
        return activities
      },
      { timeout: 200_000, interval: 200 },
    )
    const failed = pending.filter(isRefused)
    expect(failed.map(({ lastFailure }) => lastFailure?.applicationFailureInfo?.type)).toEqual([
      'RateLimited',
    ])
    expect(failed[0]?.lastFailure?.stackTrace).toBe('')
    const again = pending.filter(({ attempt }) => Number(attempt) > 1)
    expect(again.filter(({ lastFailure }) => !STOOD_STILL.test(lastFailure?.message ?? ''))).toEqual(failed)
    await handle.cancel()
    await expect(handle.result()).rejects.toThrow('cancelled')
    const { rows } = await environment.database.pool.query(
      `select outcome from raw_responses where outcome not in ('answered', 'Cancelled')`,
    )
    expect(rows).toEqual([{ outcome: 'RateLimited' }])
  }, 300_000)
})
