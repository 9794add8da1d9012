import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startSandbox, type Sandbox } from '../../src/sandbox/index.js'

import { SHORT_HISTORIES, startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { keepWritersOut, waitUntilBlocked } from '../support/waiting.js'

const REQUEST = { season: '2024-25', seasonType: 'Playoffs', only: ['box_scores'] } as const
/** A game of the third batch of five. */
const LATER_GAME = '0042400121'

let environment: SyncEnvironment
let sandbox: Sandbox
beforeAll(async () => {
  ;[sandbox, environment] = await Promise.all([
    startSandbox({ asOf: '2026-02-22' }),
    startSyncEnvironment(SHORT_HISTORIES),
  ])
  await environment.restartWorkers(sandbox.url)
})
afterAll(async () => {
  await environment.close()
  await sandbox.stop()
})

const count = async (sql: string): Promise<number> =>
  Number((await environment.database.pool.query<{ n: string }>(`select ${sql} as n`)).rows[0]?.n)

describe('a dataset with several batches in progress that is cancelled', () => {
  it('closes after its last merge, and the record counts every row', async () => {
    const { database, temporal } = environment
    const hang = [{ match: `boxscoretraditionalv3.*GameID=${LATER_GAME}`, kind: 'hang' }]
    await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(hang) })
    const handle = await environment.start(REQUEST)
    await vi.waitFor(
      async () =>
        expect(
          await count(`(select count(*) from sync_merges where dataset = 'box_scores')`),
        ).toBeGreaterThan(0),
      { timeout: 60_000, interval: 10 },
    )
    const letIn = await keepWritersOut(database.pool, 'sync_merges')
    await waitUntilBlocked(database.pool, 'insert into sync_merges')

    await handle.cancel()
    const child = temporal.client.workflow.getHandle('season-sync/nba/2024-25/playoffs/box-scores')
    await vi.waitFor(
      async () => {
        const { events } = await child.fetchHistory()
        const fetchEnded = (events ?? []).findIndex((event) => event.activityTaskCanceledEventAttributes)
        expect(fetchEnded).toBeGreaterThan(0)
        const judged = events?.slice(fetchEnded).some((event) => event.workflowTaskCompletedEventAttributes)
        expect(judged).toBe(true)
      },
      { timeout: 60_000, interval: 100 },
    )
    expect((await child.describe()).status.name).toBe('RUNNING')

    await letIn()
    await expect(handle.result()).rejects.toThrow('cancelled')
    const { rows } = await database.pool.query(
      `select outcome, inserted from sync_steps where dataset = 'box_scores'`,
    )
    const stored = await count(
      '(select count(*) from box_score_players) + (select count(*) from box_score_teams)',
    )
    expect(rows).toEqual([{ outcome: 'cancelled', inserted: stored }])
  })
})
