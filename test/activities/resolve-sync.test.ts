import { MockActivityEnvironment } from '@temporalio/testing'
import { expect, it } from 'vitest'
import { createActivities } from '../../src/activities/index.js'
import type { DueSync, ScheduledSyncInput } from '../../src/contracts/scheduled-run.js'
import { readSettings } from '../../src/settings.js'

const DUE = Date.parse('2026-02-22T10:00:00Z')
const NIGHTLY: ScheduledSyncInput = {
  schedule: 'nightly',
  source: 'nba',
  season: 'current',
  seasonType: 'Regular Season',
}

/** The sync of a schedule that is due, on a worker whose clock is that of this machine. */
const resolved = (scheduledAt: number, today?: string): Promise<DueSync> => {
  const { resolveSync } = createActivities({
    settings: readSettings({ ...(today !== undefined && { SEASON_SYNC_TODAY: today }) }),
    sources: {},
  })
  const as = <A extends unknown[], R>(activity: (...args: A) => Promise<R>, ...args: A): Promise<R> =>
    new MockActivityEnvironment({ currentAttemptScheduledTimestampMs: scheduledAt }).run(activity, ...args)
  return as(resolveSync, NIGHTLY, DUE)
}

it("today of a scheduled sync is the Eastern date of Temporal's clock, whatever the worker's says", async () => {
  expect((await resolved(DUE + 1_000)).sync).toMatchObject({ season: '2025-26', today: '2026-02-22' })
})

it('today of a sync that waited for its worker is the day on which it begins', async () => {
  expect((await resolved(DUE + 86_400_000)).sync.today).toBe('2026-02-23')
})

it('today of a scheduled sync is the one that is set, if one is', async () => {
  expect((await resolved(DUE, '2025-12-24')).sync.today).toBe('2025-12-24')
})
