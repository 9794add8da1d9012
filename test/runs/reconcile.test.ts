import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { clusterIdOf } from '../../src/contracts/cluster.js'
import { presentExecution } from '../../src/runs/present-execution.js'
import { reconcileRuns } from '../../src/runs/reconcile.js'
import type { seasonSync } from '../../src/workflows/season-sync.js'
import { openRun } from '../../src/store/runs/runs.js'
import { runOf } from '../store/run-of.js'
import { resultOf } from '../support/result-of.js'
import { resetToBeginning, startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { GAMES, PLAYERS } from '../support/tiny-league.js'

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

it('a run whose end Postgres refuses has the sentence of the refusal as its cause', async () => {
  const { pool } = environment.database
  await pool.query(
    `create function deny() returns trigger language plpgsql as $$ begin raise insufficient_privilege using message = 'permission denied for table sync_runs'; end $$`,
  )
  await pool.query(
    `create trigger deny before update on sync_runs for each row when (new.outcome <> 'running') execute function deny()`,
  )
  const handle = await environment.start({ only: ['games'] })
  await expect(handle.result()).rejects.toThrow('Workflow execution failed')
  await pool.query('drop function deny cascade')
  expect(await reconcile()).toEqual([handle.firstExecutionRunId])
  expect(await runs()).toMatchObject([
    {
      outcome: 'failed',
      cause:
        'the end of the run could not be recorded: Postgres: permission denied for table sync_runs; grant it to the role of DATABASE_URL (docs/roles.sql)',
    },
  ])
})

describe('a run that Temporal does not know', () => {
  const LOST_RUN = '01a20000-0000-7000-8000-000000000000'

  /** Records a running run of which Temporal has no workflow. */
  async function lostRun(clusterId: string | null): Promise<void> {
    const [run, input] = runOf(LOST_RUN, ['teams'])
    await openRun(environment.database.pool, { ...run, clusterId }, input)
  }
  const LOST = { run_id: LOST_RUN, outcome: 'failed', cause: 'Temporal does not know the run' }
  const RUNNING = { run_id: LOST_RUN, outcome: 'running', cause: null }

  it('ends where it was this cluster that ran it', async () => {
    await lostRun(await clusterIdOf(environment.temporal.client))
    expect(await reconcile()).toEqual([LOST_RUN])
    expect(await runs()).toEqual([LOST])
  })

  it.each([
    ['of another cluster', 'another'],
    ['of a cluster that is not known', null],
  ])('goes on %s', async (_, clusterId) => {
    await lostRun(clusterId)
    expect(await reconcile()).toEqual([])
    expect(await runs()).toEqual([RUNNING])
  })

  it('ends in the embedded stack, whichever file its Temporal had', async () => {
    await lostRun('another')
    const { temporal, database } = environment
    expect(await reconcileRuns(temporal.client, database.pool, { embedded: true })).toEqual([LOST_RUN])
    expect(await runs()).toEqual([LOST])
  })

  it('has the cluster on record that started it', async () => {
    await environment.sync({ only: ['teams'] })
    const { rows } = await environment.database.pool.query('select cluster_id from sync_runs')
    expect(rows).toEqual([{ cluster_id: await clusterIdOf(environment.temporal.client) }])
  })
})

describe('a run that ended as partial', () => {
  const startPartial = async () => {
    environment.league.always('scheduleleaguev2', { status: 400, body: 'no' })
    const handle = await environment.start()
    expect(await resultOf(handle)).toMatchObject({ outcome: 'partial' })
    return handle
  }

  it('keeps its record', async () => {
    await startPartial()
    const before = await runs()
    expect(await reconcile()).toEqual([])
    expect(await runs()).toEqual(before)
  })

  it('is recorded as partial, with its cause, if its record was lost', async () => {
    const handle = await startPartial()
    const before = await runs()
    await environment.database.pool.query(
      `update sync_runs set outcome = 'running', cause = null, ended_at = null`,
    )
    expect(await reconcile()).toEqual([handle.firstExecutionRunId])
    expect(await runs()).toEqual(before)
  })

  it('is running again after a reset, and ends with the outcome of the new execution', async () => {
    const { client } = environment.temporal
    const { league } = environment
    const handle = await startPartial()
    league.forget()
    let letGo = (): void => undefined
    league.next('scheduleleaguev2', { after: new Promise<void>((resolve) => (letGo = resolve)) })
    await resetToBeginning(client, handle)
    await league.arrival('scheduleleaguev2')
    expect(await reconcile()).toEqual([])
    expect(await runs()).toEqual([{ run_id: handle.firstExecutionRunId, outcome: 'running', cause: null }])
    letGo()
    const again = client.workflow.getHandle<typeof seasonSync>(handle.workflowId)
    expect(await again.result()).toMatchObject({
      runId: handle.firstExecutionRunId,
      outcome: 'succeeded',
      datasets: expect.arrayContaining([
        expect.objectContaining({ name: 'games', outcome: 'succeeded', inserted: GAMES.length }),
      ]),
    })
    expect(await runs()).toEqual([{ run_id: handle.firstExecutionRunId, outcome: 'succeeded', cause: null }])
    expect(league.asked).toEqual(['scheduleleaguev2'])
    const present = await presentExecution(client, {
      workflowId: handle.workflowId,
      runId: handle.firstExecutionRunId,
    })
    expect(present?.runId).not.toBe(handle.firstExecutionRunId)
    expect(present?.status.name).toBe('COMPLETED')
  })
})

it('does not end the record of a running sync', async () => {
  const { handle, letGo } = await environment.startHeld()
  expect(await reconcile()).toEqual([])
  expect(await runs()).toMatchObject([{ outcome: 'running' }])
  letGo()
  await vi.waitFor(async () => expect((await handle.describe()).status.name).toBe('COMPLETED'), 60_000)
})
