import type { WorkflowHandle } from '@temporalio/client'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { QUEUE, seasonsWorkflowId } from '../../src/contracts/names.js'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import type { SeasonsSyncResult } from '../../src/contracts/seasons-run.js'
import { seasonsInput, type SeasonsOrder } from '../../src/datasets/seasons.js'
import { cancelBackfill, pauseRun } from '../../src/runs/control.js'
import { reconcileRuns } from '../../src/runs/reconcile.js'
import { retrySeasons } from '../../src/runs/retry-seasons.js'
import { startSeasons, type SeasonsHandle } from '../../src/runs/start-seasons.js'
import { scheduledRuns } from '../../src/schedules/scheduled-runs.js'
import {
  defineSchedule,
  deleteSchedule,
  readSchedule,
  saveSchedule,
  triggerSchedule,
} from '../../src/schedules/schedules.js'
import type { Sandbox } from '../../src/sandbox/index.js'
import { readBackfill, seasonLines, type SeasonLine } from '../../src/store/runs/backfill-history.js'
import type { scheduledSync } from '../../src/workflows/scheduled-sync.js'
import { resultOf } from '../support/result-of.js'
import { sandboxSyncs } from '../support/sandbox-syncs.js'
import { resetToBeginning, type SyncEnvironment } from '../support/sync-environment.js'

let environment: SyncEnvironment
let sandbox: Sandbox
const started = sandboxSyncs()
beforeAll(() => {
  ;({ environment, sandbox } = started())
})
afterEach(async () => {
  await fetch(`${sandbox.url}/__faults`, { method: 'DELETE' })
  await environment.reset()
})

/** A quick sync: one request, some hundred rows. */
const QUICK = { seasonType: 'Playoffs', only: ['team_game_logs'], trigger: 'backfill' } as const

/** A pace at which the second request of a run waits for minutes. */
const SLOW = 0.005

async function start(order: Pick<SeasonsOrder, 'seasons'> & Partial<SeasonsOrder>): Promise<SeasonsHandle> {
  const { temporal, database, settings } = environment
  const { input } = seasonsInput({ ...QUICK, ...order }, settings)
  return startSeasons(temporal.client, database.pool, settings, input)
}

const linesOf = (handle: SeasonsHandle): Promise<readonly SeasonLine[]> =>
  seasonLines(environment.database.pool, handle.firstExecutionRunId)

const outcomesOf = async (handle: SeasonsHandle) =>
  Object.fromEntries((await linesOf(handle)).map(({ season, outcome }) => [season, outcome]))

const openRunOf = (handle: SeasonsHandle) => ({
  workflowId: handle.workflowId,
  runId: handle.firstExecutionRunId,
})

/** Waits until so many seasons of a backfill have a running run. */
const untilRunning = (handle: SeasonsHandle, n: number) =>
  vi.waitFor(
    async () => {
      const running = (await linesOf(handle)).filter(
        ({ outcome, requests }) => outcome === 'running' && requests > 0,
      )
      expect(running).toHaveLength(n)
    },
    { timeout: 60_000, interval: 50 },
  )

const count = async (sql: string): Promise<number | undefined> => {
  const { rows } = await environment.database.pool.query<{ n: number }>(
    `select count(*)::int as n from ${sql}`,
  )
  return rows[0]?.n
}

/** Arms a failure of the sandbox for one season's requests. */
const refuse = (season: string) =>
  fetch(`${sandbox.url}/__faults`, {
    method: 'POST',
    body: JSON.stringify([{ match: `leaguegamelog.*Season=${season}`, kind: 'status', status: 400 }]),
  })

/** Seasons of 13 events or so each, so that they take several executions of 100. */
const SEASONS = 13

it('a backfill brings each of its seasons once, newest first, although its history ends in between', async () => {
  const handle = await start({ seasons: '2012-13..2024-25' })
  expect(await handle.result()).toEqual({
    backfillId: handle.firstExecutionRunId,
    outcome: 'succeeded',
    cause: null,
    counts: { succeeded: SEASONS },
  })
  const lines = await linesOf(handle)
  expect(lines.map(({ season }) => season)).toEqual(
    lines
      .map(({ season }) => season)
      .toSorted()
      .toReversed(),
  )
  const { client } = environment.temporal
  await vi.waitFor(async () => {
    const executions = []
    for await (const { runId, type } of client.workflow.list())
      if (type === 'seasonsSync') executions.push(runId)
    expect(executions.length).toBeGreaterThan(1)
  }, 20_000) // Temporal lists what has ended a moment later
  expect(await count('sync_runs')).toBe(SEASONS)
  expect(
    await count(`sync_runs where backfill_id = '${handle.firstExecutionRunId}' and outcome = 'succeeded'`),
  ).toBe(SEASONS)
  expect(await count('raw_responses')).toBe(SEASONS)
  expect(await count(`(select distinct season from team_game_logs) s`)).toBe(SEASONS)
  expect(await readBackfill(environment.database.pool, handle.firstExecutionRunId)).toMatchObject({
    outcome: 'succeeded',
    trigger: 'backfill',
    endedAt: expect.any(Date),
  })
})

it('a season that fails does not stop the others, and a retry repeats that one alone', async () => {
  await refuse('2022-23')
  const handle = await start({ seasons: '2021-22..2024-25' })
  const result = await resultOf<SeasonsSyncResult>(handle)
  expect(result).toMatchObject({
    outcome: 'partial',
    cause: '1 of 4 seasons is not whole: 2022-23 Playoffs (failed)',
    counts: { succeeded: 3, failed: 1 },
  })
  const { status, typedSearchAttributes } = await handle.describe()
  expect([status.name, typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome)]).toEqual(['FAILED', 'partial'])
  const { database, settings, temporal } = environment
  const ended = await readBackfill(database.pool, result.backfillId)
  if (ended === undefined) throw new Error('no record')
  await fetch(`${sandbox.url}/__faults`, { method: 'DELETE' })
  const again = await retrySeasons(database, settings, ended)
  const [failed] = (await linesOf(handle)).filter(({ outcome }) => outcome === 'failed')
  expect(again?.seasons).toEqual([
    { season: '2022-23', seasonType: 'Playoffs', retryOf: failed?.runId, only: ['team_game_logs'] },
  ])
  if (again === undefined) throw new Error('nothing to retry')
  const retried = await startSeasons(temporal.client, database.pool, settings, again)
  expect(await retried.result()).toMatchObject({ outcome: 'succeeded', counts: { succeeded: 1 } })
  expect(await readBackfill(database.pool, retried.firstExecutionRunId)).toMatchObject({
    retryOf: result.backfillId,
  })
})

it('a backfill that is cancelled ends its running seasons and starts no other', async () => {
  const handle = await start({ seasons: '2020-21..2024-25', pace: SLOW })
  await untilRunning(handle, 2)
  await cancelBackfill(environment.temporal.client, environment.database.pool, openRunOf(handle))
  await expect(handle.result()).rejects.toThrow('cancelled')
  expect((await handle.describe()).status.name).toBe('CANCELLED')
  const lines = await linesOf(handle)
  expect(lines.filter(({ runId }) => runId !== null).length).toBeLessThanOrEqual(3)
  expect(lines.at(-1)).toMatchObject({ outcome: 'cancelled', runId: null })
  expect(await count(`sync_runs where outcome = 'running'`)).toBe(0)
  expect(await readBackfill(environment.database.pool, handle.firstExecutionRunId)).toMatchObject({
    outcome: 'cancelled',
    control: null,
  })
})

it('a pause stops the requests of the running seasons and those that follow, and a resume lets them continue', async () => {
  const { temporal, database } = environment
  const handle = await start({ seasons: '2020-21..2024-25', pace: 1 })
  await untilRunning(handle, 2)
  const state = await pauseRun(temporal.client, database.pool, openRunOf(handle), true)
  expect(state.paused).toBe(true)
  const asked = await count('raw_responses')
  expect(await count(`sync_runs where outcome = 'running' and control is distinct from 'paused'`)).toBe(0)
  expect(await readBackfill(database.pool, handle.firstExecutionRunId)).toMatchObject({ control: 'paused' })
  // A season may just have been answered; no request starts any more.
  expect(await count(`raw_responses where outcome = 'answered'`)).toBeLessThanOrEqual(asked ?? 0)
  await pauseRun(temporal.client, database.pool, openRunOf(handle), false)
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded', counts: { succeeded: 5 } })
  expect(await count(`raw_responses where outcome = 'answered'`)).toBe(5)
})

it('a backfill takes over the outcome of a manual sync of one of its seasons', async () => {
  const manual = await environment.start({ ...QUICK, season: '2023-24', trigger: 'manual', pace: 0.2 })
  const handle = await start({ seasons: '2022-23..2024-25' })
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
  expect(await linesOf(handle)).toMatchObject([
    { season: '2024-25' },
    { season: '2023-24', runId: manual.firstExecutionRunId },
    { season: '2022-23' },
  ])
  expect(await count('sync_runs')).toBe(3)
})

it('a backfill waits for a sync of a part of one of its seasons, then brings all of it', async () => {
  const part = { narrow: { since: '2024-05-15' }, trigger: 'manual', pace: 0.2 } as const
  const manual = await environment.start({ ...QUICK, season: '2023-24', ...part })
  const handle = await start({ seasons: '2023-24' })
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
  const [line] = await linesOf(handle)
  expect(line?.runId).not.toBe(manual.firstExecutionRunId)
  expect(await count('sync_runs')).toBe(2)
})

it("a schedule's sync takes over the outcome of the season of a backfill that is running", async () => {
  const handle = await start({ seasons: '2022-23..2024-25', pace: 0.4 })
  await untilRunning(handle, 2)
  const due = await environment.temporal.client.workflow.start<typeof scheduledSync>('scheduledSync', {
    workflowId: 'season-sync/schedule/nightly',
    taskQueue: QUEUE,
    args: [
      { schedule: 'nightly', source: 'nba', season: '2023-24', seasonType: 'Playoffs', only: QUICK.only },
    ],
  })
  expect(await due.result()).toMatchObject({ outcome: 'succeeded' })
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
})

it('a schedule of several seasons starts a backfill, which takes over a manual sync of one of them', async () => {
  const { temporal, database, settings } = environment
  const manual = await environment.start({ ...QUICK, season: '2023-24', trigger: 'manual', pace: 0.2 })
  const request = { name: 'weekly', season: '2022-23..2024-25', seasonType: 'Playoffs', only: QUICK.only }
  const due = { cron: '0 6 1 1 *', timezone: 'America/New_York' }
  await saveSchedule(temporal.client, defineSchedule({ ...request, recheck: 30, due }, settings))
  try {
    await triggerSchedule(temporal.client, 'weekly')
    const backfill = await vi.waitFor(
      async () => {
        const schedule = await readSchedule(temporal.client, 'weekly')
        const [run] = await scheduledRuns(temporal.client, await database.prisma(), schedule)
        expect(run).toMatchObject({ outcome: 'succeeded', joined: false, runId: expect.any(String) })
        return readBackfill(database.pool, run?.runId ?? '')
      },
      { timeout: 60_000, interval: 100 },
    )
    expect(backfill).toMatchObject({
      trigger: 'schedule:weekly',
      workflowId: 'season-sync/nba/backfill/weekly',
      outcome: 'succeeded',
      request: { recheck: 30 },
    })
    expect(await seasonLines(database.pool, backfill?.backfillId ?? '')).toMatchObject([
      { season: '2024-25' },
      { season: '2023-24', runId: manual.firstExecutionRunId },
      { season: '2022-23' },
    ])
    expect(await count(`sync_runs where trigger = 'backfill'`)).toBe(2)
  } finally {
    await deleteSchedule(temporal.client, 'weekly')
  }
})

it("a schedule's backfill that is due once more while it is running is joined", async () => {
  const { client } = environment.temporal
  const input = { schedule: 'weekly', source: 'nba', season: '2023-24,2024-25', ...QUICK } as const
  const [first, second] = await Promise.all(
    ['one', 'two'].map((id) =>
      client.workflow.start<typeof scheduledSync>('scheduledSync', {
        workflowId: `season-sync/scheduled/${id}`,
        taskQueue: QUEUE,
        args: [{ ...input, pace: 1 }],
      }),
    ),
  )
  const ends = [await first?.result(), await second?.result()]
  expect(new Set(ends.map((end) => end?.joined))).toEqual(new Set([false, true]))
  expect(ends[0]).toMatchObject({ outcome: 'succeeded', runId: ends[1]?.runId })
  expect(await count('backfills')).toBe(1)
})

it('a backfill that was terminated is recorded as such, and its running seasons record their own ends', async () => {
  const { temporal, database } = environment
  const handle = await start({ seasons: '2021-22..2024-25', pace: 0.5 })
  await untilRunning(handle, 2)
  await handle.terminate('a test')
  await reconcileRuns(temporal.client, database.pool)
  const cause = 'terminated from outside'
  expect(await readBackfill(database.pool, handle.firstExecutionRunId)).toMatchObject({
    outcome: 'failed',
    cause,
  })
  await vi.waitFor(async () => expect(await count(`sync_runs where outcome = 'running'`)).toBe(0), 60_000)
  expect((await linesOf(handle)).at(-1)).toMatchObject({ outcome: 'cancelled', cause, runId: null })
})

it('a backfill whose workflow is reset keeps the seasons that are whole, and ends again', async () => {
  const { temporal } = environment
  await refuse('2023-24')
  const handle = await start({ seasons: '2022-23..2024-25' })
  expect(await resultOf<SeasonsSyncResult>(handle)).toMatchObject({ outcome: 'partial' })
  await fetch(`${sandbox.url}/__faults`, { method: 'DELETE' })
  await resetToBeginning(temporal.client, handle)
  const again: WorkflowHandle = temporal.client.workflow.getHandle(handle.workflowId)
  expect(await again.result()).toMatchObject({ outcome: 'succeeded', backfillId: handle.firstExecutionRunId })
  expect(await outcomesOf(handle)).toEqual({
    '2024-25': 'succeeded',
    '2023-24': 'succeeded',
    '2022-23': 'succeeded',
  })
  expect(await count('sync_runs')).toBe(4)
})

it('seasons in which the real league had fewer games are whole in the sandbox', async () => {
  const handle = await start({
    seasons: '1998-99,2019-20',
    seasonType: 'Regular Season',
    only: ['games', 'team_game_logs'],
  })
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded', counts: { succeeded: 2 } })
  expect(await count(`games where season = '1998-99'`)).toBe(750)
})

it('a season type that the source does not offer is not missing where all types were asked for', async () => {
  const handle = await start({ seasons: '2024-25', seasonType: 'all' })
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded', counts: { succeeded: 6 } })
  const notes = await count(
    `sync_findings where kind = 'note' and detail = 'not offered: nba has no game of 2024-25 All Star'`,
  )
  expect(notes).toBe(1)
})

it('a season that a worker refuses is failed with its sentence, and the others run', async () => {
  const { temporal, database, settings } = environment
  const { input } = seasonsInput({ ...QUICK, seasons: '2023-24..2024-25' }, settings)
  const [first, ...others] = input.seasons
  if (first === undefined) throw new Error('no season')
  const seasons = [{ ...first, only: ['dunks'] }, ...others]
  const broken = await temporal.client.workflow.start('seasonsSync', {
    workflowId: seasonsWorkflowId('nba', 'backfill'),
    taskQueue: QUEUE,
    args: [{ ...input, seasons }],
  })
  expect(await resultOf(broken as { result(): Promise<SeasonsSyncResult> })).toMatchObject({
    outcome: 'partial',
  })
  expect(await seasonLines(database.pool, broken.firstExecutionRunId)).toMatchObject([
    { outcome: 'failed', cause: expect.stringContaining("'dunks' is not a dataset of nba") },
    { outcome: 'succeeded' },
  ])
})
