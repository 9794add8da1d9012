import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WorkflowHandle } from '@temporalio/client'
import { ApplicationFailure } from '@temporalio/common'
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { QUEUE } from '../../src/contracts/names.js'
import type { ScheduledSyncInput } from '../../src/contracts/scheduled-run.js'
import { seasonsInput, type SeasonsOrder } from '../../src/datasets/seasons.js'
import { cancelBackfill, pauseRun } from '../../src/runs/control.js'
import { startSeasons, type SeasonsHandle } from '../../src/runs/start-seasons.js'
import { startSandbox } from '../../src/sandbox/index.js'
import { seasonLines } from '../../src/store/runs/backfill-history.js'
import type { scheduledSync } from '../../src/workflows/scheduled-sync.js'
import { boxScores, cancelledInLanes } from '../support/cancelled-in-lanes.js'
import { resultOf } from '../support/result-of.js'
import {
  resetToBeginning,
  SHORT_HISTORIES,
  startSyncEnvironment,
  type SyncEnvironment,
} from '../support/sync-environment.js'
import { SEASON } from '../support/tiny-league.js'
import { keepWritersOut, waitUntilBlocked } from '../support/waiting.js'

/**
 * Records the histories that `replay.test.ts` replays: `npm run record-histories`. Earlier histories stay, since runs of
 * their versions may still be open: a second recording of a day has a letter (2026-11-26b-…).
 */
const DAY = ['', 'b', 'c', 'd', 'e', 'f']
  .map((letter) => new Date().toISOString().slice(0, 10) + letter)
  .find((day) => !readdirSync(import.meta.dirname).some((file) => file.startsWith(`${day}-`)))

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

/** Writes a history without traces of the machine that made it: stack traces name its folders. */
async function keep(name: string, handle: WorkflowHandle): Promise<void> {
  const history: unknown = JSON.parse(historyToJSON(await handle.fetchHistory()), (key, value: unknown) =>
    key === 'stackTrace' ? undefined : value,
  )
  writeFileSync(join(import.meta.dirname, `${DAY}-${name}.json`), `${JSON.stringify(history, null, 1)}\n`)
}

/** Starts the workflow of a schedule, as when it is due. */
const due = (more: Partial<ScheduledSyncInput> = {}) =>
  environment.temporal.client.workflow.start<typeof scheduledSync>('scheduledSync', {
    workflowId: 'season-sync/schedule/nightly',
    taskQueue: QUEUE,
    args: [{ schedule: 'nightly', source: 'nba', season: SEASON, seasonType: 'Regular Season', ...more }],
  })

/** Waits until a scheduled sync waits for the end of the run that it joined. */
const untilJoined = (handle: WorkflowHandle) =>
  vi.waitFor(async () => {
    const { pendingActivities } = (await handle.describe()).raw
    expect(pendingActivities?.[0]?.activityType?.name).toBe('awaitSync')
  }, 20_000)

it('records a sync that succeeds', async () => {
  const handle = await environment.start()
  await handle.result()
  await keep('succeeded-season', handle)
  await keep('succeeded-dataset', environment.child('team_game_logs'))
  await keep('succeeded-dataset-with-needs', environment.child('players'))
})

it('records a sync that is partial', async () => {
  const { league } = environment
  league.next('leaguegamelog teams', { status: 503, body: 'down' })
  league.always('leaguestandingsv3', { status: 400, body: 'refused' })
  const handle = await environment.start({ pace: 500 })
  await resultOf(handle)
  await keep('partial-season', handle)
  await keep('partial-dataset-retried', environment.child('team_game_logs'))
  await keep('partial-dataset-given-up', environment.child('standings'))
})

it('records a sync that fails', async () => {
  environment.league.always('leaguestandingsv3', { status: 400, body: 'refused' })
  const handle = await environment.start({ only: ['standings'] })
  await handle.result().catch(() => undefined)
  await keep('failed-season', handle)
})

it('records a sync that fails by a defect', async () => {
  const broken = await startSyncEnvironment({
    beforeFetch: async () => {
      throw ApplicationFailure.nonRetryable('this worker does not serve the source nba', 'UnknownSource')
    },
  })
  try {
    const handle = await broken.start({ only: ['standings'] })
    await handle.result().catch(() => undefined)
    await keep('failed-dataset-by-defect', broken.child('standings'))
  } finally {
    await broken.close()
  }
})

it('records a sync that Postgres refuses', async () => {
  const refused = await startSyncEnvironment({
    replan: () => {
      throw ApplicationFailure.nonRetryable('Postgres takes no writes', 'DatabaseRefuses')
    },
  })
  try {
    const handle = await refused.start()
    await handle.result().catch(() => undefined)
    await keep('refused-season', handle)
  } finally {
    await refused.close()
  }
})

it('records a sync that is cancelled', async () => {
  const { handle, letGo } = await environment.startHeld()
  await handle.cancel()
  await handle.result().catch(() => undefined)
  letGo()
  await keep('cancelled-season', handle)
  await keep('cancelled-dataset', environment.child('player_game_logs'))
})

it('records a sync that is cancelled during a merge', async () => {
  const { pool } = environment.database
  const letIn = await keepWritersOut(pool, 'sync_merges')
  const handle = await environment.start({ only: ['team_game_logs'] })
  await waitUntilBlocked(pool, 'insert into sync.sync_merges')
  await handle.cancel()
  await vi.waitFor(async () => {
    const { events } = await environment.child('team_game_logs').fetchHistory()
    expect(events?.some((event) => event.activityTaskCancelRequestedEventAttributes)).toBe(true)
  }, 60_000)
  await letIn()
  await handle.result().catch(() => undefined)
  await keep('cancelled-dataset-in-merge', environment.child('team_game_logs'))
})

it('records a sync that is paused and resumed', async () => {
  const { temporal, database } = environment
  const { handle, letGo } = await environment.startHeld()
  const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId }
  await pauseRun(temporal.client, database.pool, run, true)
  await vi.waitFor(async () => {
    const cut = await database.pool.query(`select 1 from raw_responses where outcome = 'Cancelled'`)
    expect(cut.rowCount).toBe(1)
  }, 20_000)
  letGo()
  await pauseRun(temporal.client, database.pool, run, false)
  await handle.result()
  await keep('succeeded-season-paused', handle)
  await keep('succeeded-paused', environment.child('player_game_logs'))
})

it('records a sync that is reset', async () => {
  const { temporal } = environment
  const { handle, letGo } = await environment.startHeld()
  await resetToBeginning(temporal.client, handle)
  letGo()
  const again = temporal.client.workflow.getHandle(handle.workflowId)
  await again.result()
  await keep('succeeded-season-reset', again)
})

it('records a rebuild from the archive', async () => {
  await environment.sync({ only: ['team_game_logs'] })
  const handle = await environment.start({ only: ['team_game_logs'], fromArchive: true })
  await handle.result()
  await keep('succeeded-season-rebuilt', handle)
  await keep('succeeded-dataset-rebuilt', environment.child('team_game_logs'))
})

it('records a scheduled sync', async () => {
  const handle = await due({ only: ['teams'] })
  await handle.result()
  await keep('succeeded-scheduled', handle)
})

it('records a scheduled sync of several seasons', async () => {
  const handle = await due({ only: ['teams'], season: `2016-17,${SEASON}` })
  await resultOf(handle)
  await keep('partial-scheduled-seasons', handle)
})

it('records a scheduled sync that is partial', async () => {
  environment.league.always('leaguestandingsv3', { status: 400, body: 'refused' })
  const handle = await due({ only: ['teams', 'standings'] })
  await resultOf(handle)
  await keep('partial-scheduled', handle)
})

it('records a scheduled sync that joins a run that is partial', async () => {
  environment.league.always('leaguestandingsv3', { status: 400, body: 'refused' })
  const { handle: manual, letGo } = await environment.startHeld()
  const handle = await due()
  await untilJoined(handle)
  letGo()
  await Promise.all([resultOf(manual), resultOf(handle)])
  await keep('partial-scheduled-joined', handle)
})

it('records a scheduled sync that joins a run', async () => {
  const { handle: manual, letGo } = await environment.startHeld()
  const handle = await due()
  await untilJoined(handle)
  letGo()
  await Promise.all([manual.result(), handle.result()])
  await keep('succeeded-scheduled-joined', handle)
})

it('records a dataset that continues as new, and one that is cancelled in several lanes', async () => {
  const sandbox = await startSandbox({ asOf: '2026-02-22' })
  const short = await startSyncEnvironment(SHORT_HISTORIES)
  try {
    await short.restartWorkers(sandbox.url)
    await short.sync({ season: '2024-25', seasonType: 'Playoffs', only: ['box_scores'] })
    const { client } = short.temporal
    const executions: WorkflowHandle[] = []
    for await (const { type, workflowId, runId } of client.workflow.list())
      if (type === 'datasetSync' && workflowId.endsWith('/box-scores'))
        executions.push(client.workflow.getHandle(workflowId, runId))
    const [last, before] = executions // the newest is listed first
    if (last === undefined || before === undefined) throw new Error('the dataset did not continue as new')
    await keep('succeeded-dataset-continued', last)
    await keep('continued-dataset', before)
    await short.reset()
    const { handle, letIn } = await cancelledInLanes(short, sandbox)
    await letIn()
    await resultOf(handle).catch(() => undefined)
    await keep('cancelled-dataset-in-lanes', boxScores(short))
  } finally {
    await Promise.all([short.close(), sandbox.stop()])
  }
})

it('records backfills', async () => {
  const sandbox = await startSandbox({ asOf: '2026-02-22' })
  const short = await startSyncEnvironment(SHORT_HISTORIES)
  const { temporal, database } = short
  const { client } = temporal
  const order = { seasonType: 'Playoffs', only: ['team_game_logs'], trigger: 'backfill' } as const
  const begin = (more: Pick<SeasonsOrder, 'seasons' | 'pace'>) =>
    startSeasons(
      client,
      database.pool,
      short.settings,
      seasonsInput({ ...order, ...more }, short.settings).input,
    )
  const untilRunning = (handle: SeasonsHandle) =>
    vi.waitFor(async () => {
      const lines = await seasonLines(database.pool, handle.firstExecutionRunId)
      expect(lines.filter(({ outcome, requests }) => outcome === 'running' && requests > 0)).toHaveLength(2)
    }, 20_000)
  try {
    await short.restartWorkers(sandbox.url)
    const long = await begin({ seasons: '2014-15..2024-25' })
    await long.result()
    const executions: WorkflowHandle[] = []
    for await (const { type, workflowId, runId } of client.workflow.list())
      if (type === 'seasonsSync') executions.push(client.workflow.getHandle(workflowId, runId))
    const [last, before] = executions // the newest is listed first
    if (last === undefined || before === undefined) throw new Error('the backfill did not continue as new')
    await keep('succeeded-seasons-continued', last)
    await keep('continued-seasons', before)
    await short.reset()

    const paused = await begin({ seasons: '2022-23..2024-25', pace: 0.3 })
    await untilRunning(paused)
    const run = { workflowId: paused.workflowId, runId: paused.firstExecutionRunId }
    await pauseRun(client, database.pool, run, true)
    await pauseRun(client, database.pool, run, false)
    await paused.result()
    await keep('succeeded-seasons-paused', paused)
    await keep('succeeded-season-held', client.workflow.getHandle('season-sync/nba/2023-24/playoffs'))
    await short.reset()

    const fault = [{ match: 'leaguegamelog.*Season=2022-23', kind: 'status', status: 400 }]
    await fetch(`${sandbox.url}/__faults`, { method: 'POST', body: JSON.stringify(fault) })
    await short.start({ ...order, season: '2023-24', trigger: 'manual', pace: 0.2 })
    const joined = await begin({ seasons: '2022-23..2024-25' })
    await resultOf(joined)
    await keep('partial-seasons-joined', joined)
    await short.reset()

    const cancelled = await begin({ seasons: '2020-21..2024-25', pace: 0.01 })
    await untilRunning(cancelled)
    await cancelBackfill(client, database.pool, { ...run, runId: cancelled.firstExecutionRunId })
    await cancelled.result().catch(() => undefined)
    await keep('cancelled-seasons', cancelled)
  } finally {
    await Promise.all([short.close(), sandbox.stop()])
  }
})
