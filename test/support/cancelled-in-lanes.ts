import { expect, vi } from 'vitest'
import type { Sandbox } from '../../src/sandbox/index.js'
import type { SyncHandle } from '../../src/runs/start.js'
import type { SyncEnvironment } from './sync-environment.js'
import { keepWritersOut, waitUntilBlocked } from './waiting.js'

const REQUEST = { season: '2024-25', seasonType: 'Playoffs', only: ['box_scores'] } as const
/** A game of the third batch of five. */
const LATER_GAME = '0042400121'

/**
 * Cancels a sync of the sandbox while one batch of its box scores waits for an answer and another one for its merge, and
 * waits until its workflow knows that the fetch has ended. `letIn` lets the merge go on.
 */
export async function cancelledInLanes(
  environment: SyncEnvironment,
  sandbox: Sandbox,
): Promise<{ readonly handle: SyncHandle; readonly letIn: () => Promise<void> }> {
  const { pool } = environment.database
  const hang = [{ match: `boxscoretraditionalv3.*GameID=${LATER_GAME}`, kind: 'hang' }]
  await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(hang) })
  const handle = await environment.start(REQUEST)
  await vi.waitFor(
    async () => {
      const merges = await pool.query(`select from sync_merges where dataset = 'box_scores'`)
      expect(merges.rowCount).toBeGreaterThan(0)
    },
    { timeout: 60_000, interval: 10 },
  )
  const letIn = await keepWritersOut(pool, 'sync_merges')
  await waitUntilBlocked(pool, 'insert into sync.sync_merges')
  await handle.cancel()
  await vi.waitFor(
    async () => {
      const { events } = await boxScores(environment).fetchHistory()
      const fetchEnded = (events ?? []).findIndex((event) => event.activityTaskCanceledEventAttributes)
      expect(fetchEnded).toBeGreaterThan(0)
      const judged = events?.slice(fetchEnded).some((event) => event.workflowTaskCompletedEventAttributes)
      expect(judged).toBe(true)
    },
    { timeout: 60_000, interval: 100 },
  )
  return { handle, letIn }
}

/** The workflow of its box scores. */
export const boxScores = ({ temporal }: SyncEnvironment) =>
  temporal.client.workflow.getHandle('season-sync/nba/2024-25/playoffs/box-scores')
