import type { WorkflowHandle } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import type { TestWorkflowEnvironment } from '@temporalio/testing'
import { Worker } from '@temporalio/worker'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DatasetSyncInput, Plan } from '../../src/contracts/dataset-run.js'
import { fetchQueue, QUEUE } from '../../src/contracts/names.js'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import { pauseRun } from '../../src/runs/control.js'
import type { datasetSync } from '../../src/workflows/dataset-sync.js'
import {
  bundleOurWorkflows,
  startSyncEnvironment,
  type SyncEnvironment,
} from '../support/sync-environment.js'
import { startTimeSkipping, timeSkippingServer } from '../support/time-skipping.js'

/** Waits for an event of a workflow's history. */
const eventOf = (
  handle: WorkflowHandle,
  event: 'activityTaskCancelRequestedEventAttributes' | 'activityTaskFailedEventAttributes',
): Promise<void> =>
  vi.waitFor(async () => {
    const { events } = await handle.fetchHistory()
    if (!events?.some((each) => each[event])) throw new Error(`no ${event} yet`)
  }, 30_000)

describe('a fetch that fails', () => {
  let environment: SyncEnvironment
  let failure: ApplicationFailure | undefined
  let beforeFetch: (() => Promise<void>) | undefined
  beforeAll(async () => {
    environment = await startSyncEnvironment({
      beforeFetch: async () => {
        if (failure !== undefined) throw failure
        await beforeFetch?.()
      },
    })
  })
  afterAll(() => environment.close())
  beforeEach(() => environment.reset())

  const end = async (): Promise<Pick<SeasonSyncResult, 'outcome' | 'cause'>> => {
    const handle = await environment.start({ only: ['standings'] })
    await handle.result().catch(() => undefined)
    const { rows } = await environment.database.pool.query<SeasonSyncResult>(
      'select outcome, cause from sync_runs where run_id = $1',
      [handle.firstExecutionRunId],
    )
    if (rows[0] === undefined) throw new Error('the run is not on record')
    return rows[0]
  }

  it('for good by a defect fails its dataset with the message of the defect', async () => {
    failure = ApplicationFailure.nonRetryable('this worker does not serve the source nba', 'UnknownSource')
    expect(await end()).toEqual({
      outcome: 'failed',
      cause: 'standings: this worker does not serve the source nba',
    })
  })

  it('for good by the source costs the run this request alone', async () => {
    failure = ApplicationFailure.nonRetryable('standings: answered 400', 'Refused')
    const { cause } = await end()
    expect(cause).toMatch(/^standings: 1 missing \(leaguestandingsv3 /)
    const { rows } = await environment.database.pool.query('select state from sync_requests')
    expect(rows).toEqual([{ state: 'failed' }])
  })

  it('for good by the source brings lost rows back from the archive', async () => {
    const { pool } = environment.database
    const stored = async () =>
      (
        await pool.query(
          `select to_jsonb(s) - 'run_id' - 'synced_at' - 'first_synced_at' as row from standings s order by team_id`,
        )
      ).rows
    failure = undefined
    expect(await end()).toMatchObject({ outcome: 'succeeded' })
    const before = await stored()
    expect(before).not.toEqual([])
    await pool.query('delete from standings where team_id = (select min(team_id) from standings)')
    failure = ApplicationFailure.nonRetryable('standings: answered 400', 'Refused')
    expect((await end()).cause).toMatch(/^standings: 1 missing \(leaguestandingsv3 /)
    expect(await stored()).toEqual(before)
    const { rows } = await pool.query('select table_name, column_name, cause from row_changes')
    expect(rows).toEqual([{ table_name: 'standings', column_name: '*', cause: 'rebuild' }])
  })

  it('while the run is being paused is asked again when it is resumed', async () => {
    const { temporal, database } = environment
    failure = undefined
    let pausing = (): void => undefined
    const paused = new Promise<void>((resolve) => (pausing = resolve))
    const begun = new Promise<void>((resolve) => {
      beforeFetch = async () => {
        beforeFetch = undefined
        resolve()
        await paused
        throw ApplicationFailure.retryable('the run is paused', 'Stopped')
      }
    })
    const handle = await environment.start({ only: ['standings'] })
    await begun
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId }
    await pauseRun(temporal.client, database.pool, run, true)
    await eventOf(environment.child('standings'), 'activityTaskCancelRequestedEventAttributes')
    pausing()
    await eventOf(environment.child('standings'), 'activityTaskFailedEventAttributes')
    await pauseRun(temporal.client, database.pool, run, false)
    expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
  })
})

const server = await timeSkippingServer()

describe.skipIf(server === undefined)('a request without an answer', () => {
  const input: DatasetSyncInput = {
    runId: 'r1',
    source: 'nba',
    season: '2018-19',
    seasonType: 'Regular Season',
    dataset: 'standings',
    acceptRemovals: false,
    today: '2018-11-20',
  }
  let temporal: TestWorkflowEnvironment
  let stop: () => Promise<void>
  beforeAll(async () => {
    ;({ temporal, stop } = await startTimeSkipping(server ?? ''))
  })
  afterAll(async () => {
    await temporal.teardown()
    await stop()
  })

  it.each(['Unavailable', 'Paced'])(
    'is given up after 24 hours, whatever its last attempt ended with: %s',
    async (type) => {
      const plan: Plan = { requests: 1, batchSize: 25, window: 2, labels: ['standings 2018-19'] }
      let finished = false
      const activities = {
        plan: async () => plan,
        fetch: async () => {
          throw ApplicationFailure.create({ type, message: 'not now', nextRetryDelay: '15 minutes' })
        },
        finishDataset: async () => {
          finished = true
        },
      }
      const workflowBundle = await bundleOurWorkflows()
      const { nativeConnection: connection } = temporal
      const fetchWorker = await Worker.create({ connection, taskQueue: fetchQueue('nba'), activities })
      const worker = await Worker.create({ connection, taskQueue: QUEUE, workflowBundle, activities })
      const workflowId = `given-up-${type}`
      const result = await fetchWorker.runUntil(
        worker.runUntil(
          temporal.client.workflow.execute<typeof datasetSync>('datasetSync', {
            workflowId,
            taskQueue: QUEUE,
            args: [input],
          }),
        ),
      )
      const { startTime, closeTime } = await temporal.client.workflow.getHandle(workflowId).describe()
      const hours = (Number(closeTime) - Number(startTime)) / 3_600_000
      expect(result).toEqual({ requests: 1, failed: 1 })
      expect(finished).toBe(true)
      expect(hours).toBeGreaterThan(23)
      expect(hours).toBeLessThan(25)
    },
  )
})
