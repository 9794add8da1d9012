import { type WorkflowHandleWithFirstExecutionRunId, WorkflowFailedError } from '@temporalio/client'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { QUEUE } from '../../src/contracts/names.js'
import { SEARCH_ATTRIBUTES } from '../../src/contracts/namespace.js'
import type { ScheduledSyncInput } from '../../src/contracts/scheduled-run.js'
import { syncInput } from '../../src/datasets/selection.js'
import { startSync } from '../../src/runs/start.js'
import type { scheduledSync } from '../../src/workflows/scheduled-sync.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { SEASON, type Question } from '../support/tiny-league.js'

type Scheduled = WorkflowHandleWithFirstExecutionRunId<typeof scheduledSync>

const FIXED_ID = `season-sync/nba/${SEASON}/regular-season`

let environment: SyncEnvironment
let number = 0
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

/** Starts the workflow as a Temporal Schedule does when it is due. */
function due(more: Partial<ScheduledSyncInput> = {}): Promise<Scheduled> {
  const input: ScheduledSyncInput = {
    schedule: 'nightly',
    source: 'nba',
    season: SEASON,
    seasonType: 'Regular Season',
    only: ['games'],
    ...more,
  }
  return environment.temporal.client.workflow.start<typeof scheduledSync>('scheduledSync', {
    workflowId: `season-sync/scheduled/nightly-${++number}`,
    taskQueue: QUEUE,
    args: [input],
  })
}

/** Holds back the league's answers to a request until `letGo` is called. */
function slow(question: Question): { readonly asked: Promise<void>; readonly letGo: () => void } {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => (letGo = resolve))
  environment.league.always(question, { after })
  return { asked: environment.league.arrival(question), letGo: () => letGo() }
}

const runs = async (): Promise<Record<string, unknown>[]> =>
  (
    await environment.database.pool.query<Record<string, unknown>>(
      'select run_id as "runId", trigger, outcome, datasets, started_at as "startedAt", ended_at as "endedAt" from sync_runs order by started_at',
    )
  ).rows

/** Waits until the memo of a scheduled run names a season's run. */
const memoOf = (handle: Scheduled) =>
  vi.waitFor(
    async () => {
      const { memo } = await handle.describe()
      if (memo?.runId === undefined) throw new Error('no run yet')
      return memo
    },
    { timeout: 60_000, interval: 50 },
  )

/** Waits until a scheduled run is waiting for the end of another run. */
const untilWaiting = (handle: Scheduled) =>
  vi.waitFor(
    async () => {
      const { raw } = await handle.describe()
      const [pending] = raw.pendingActivities ?? []
      if (pending?.activityType?.name !== 'awaitSync' || (pending.attempt ?? 0) < 2)
        throw new Error('it does not wait')
    },
    { timeout: 60_000, interval: 50 },
  )

const failureOf = async (handle: Scheduled): Promise<unknown> => {
  const error: unknown = await handle.result().catch((thrown: unknown) => thrown)
  return error instanceof WorkflowFailedError ? error.cause : error
}

it("a scheduled sync starts the season's workflow under its fixed id, and ends with its outcome", async () => {
  const handle = await due()
  const result = await handle.result()
  expect(result).toEqual({
    outcome: 'succeeded',
    season: SEASON,
    seasonType: 'Regular Season',
    runId: expect.any(String),
    joined: false,
    cause: null,
  })
  expect(await runs()).toMatchObject([
    { runId: result.runId, trigger: 'schedule:nightly', outcome: 'succeeded', datasets: ['games'] },
  ])
  const season = await environment.temporal.client.workflow.getHandle(FIXED_ID).describe()
  expect(season.runId).toBe(result.runId)
  expect(season.typedSearchAttributes.get(SEARCH_ATTRIBUTES.trigger)).toBe('schedule:nightly')
  expect(season.memo).toMatchObject({ datasets: ['games'], trigger: 'schedule:nightly' })
  const { memo, typedSearchAttributes } = await handle.describe()
  expect(memo).toMatchObject({ runId: result.runId, joined: false })
  expect(typedSearchAttributes.get(SEARCH_ATTRIBUTES.season)).toBe(SEASON)
  expect(typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome)).toBe('succeeded')
})

it('a scheduled sync joins a manual run of the same datasets, and ends with its outcome', async () => {
  const league = slow('leaguegamelog teams')
  const manual = await environment.start({ only: ['team_game_logs'] })
  await league.asked
  const handle = await due({ only: ['team_game_logs'] })
  expect(await memoOf(handle)).toMatchObject({ runId: manual.firstExecutionRunId, joined: true })
  await untilWaiting(handle)
  league.letGo()
  expect(await handle.result()).toMatchObject({
    outcome: 'succeeded',
    runId: manual.firstExecutionRunId,
    joined: true,
  })
  expect(await runs()).toMatchObject([{ runId: manual.firstExecutionRunId, trigger: 'manual' }])
})

it('a scheduled sync joins a run that was started when its dataset had another name', async () => {
  const league = slow('scheduleleaguev2')
  const { temporal, database, settings } = environment
  const input = {
    ...syncInput({ season: SEASON }, settings),
    datasets: [
      { name: 'schedule', after: [] },
      { name: 'standings', after: [] },
    ],
  }
  const former = await startSync(temporal.client, database.pool, settings, input)
  await league.asked
  const handle = await due({ only: ['games', 'standings'] })
  expect(await memoOf(handle)).toMatchObject({ runId: former.firstExecutionRunId, joined: true })
  league.letGo()
  expect(await handle.result()).toMatchObject({ outcome: 'succeeded', joined: true })
  expect(await runs()).toHaveLength(1)
})

it('a scheduled sync brings a dataset that its schedule names by a former name', async () => {
  const { outcome } = await (await due({ only: ['schedule'] })).result()
  expect(outcome).toBe('succeeded')
  expect(await runs()).toMatchObject([{ datasets: ['games'] }])
})

it('a scheduled sync waits for the end of a manual run of other datasets, then starts its own', async () => {
  const league = slow('scheduleleaguev2')
  const manual = await environment.start({ only: ['games'] })
  await league.asked
  const handle = await due({ only: ['team_game_logs'] })
  await untilWaiting(handle)
  expect(await runs()).toHaveLength(1)
  expect((await handle.describe()).memo).not.toHaveProperty('runId')
  league.letGo()
  const { runId, joined } = await handle.result()
  expect(joined).toBe(false)
  const [first, second] = await runs()
  expect([first, second]).toMatchObject([
    { runId: manual.firstExecutionRunId, trigger: 'manual' },
    { runId, trigger: 'schedule:nightly' },
  ])
  expect(Number(second?.startedAt)).toBeGreaterThanOrEqual(Number(first?.endedAt))
})

it('a scheduled sync fails with the message of a failed sync', async () => {
  environment.league.always('scheduleleaguev2', { status: 404, body: 'no such season' })
  const cause = await failureOf(await due())
  expect(cause).toBeInstanceOf(ApplicationFailure)
  expect(cause).toMatchObject({
    type: 'SyncFailed',
    message: expect.stringMatching(/^games: 1 missing .*404.*no such season/),
    details: [{ outcome: 'failed', joined: false, runId: expect.any(String) }],
  })
  expect(await runs()).toMatchObject([{ trigger: 'schedule:nightly', outcome: 'failed' }])
})

/** The failure of a scheduled sync whose season's run was partial. */
const partial = (runId: unknown, joined: boolean) => ({
  type: 'Partial',
  message: expect.stringMatching(/^player_game_logs: 1 missing/),
  details: [
    {
      outcome: 'partial',
      season: SEASON,
      seasonType: 'Regular Season',
      runId,
      joined,
      cause: expect.stringMatching(/^player_game_logs: 1 missing/),
    },
  ],
})

it('a scheduled sync fails as partial with the end of its own run', async () => {
  environment.league.always('leaguegamelog players', { status: 404 })
  const handle = await due({ only: ['team_game_logs', 'player_game_logs'] })
  expect(await failureOf(handle)).toMatchObject(partial((await memoOf(handle)).runId, false))
  const { status, typedSearchAttributes } = await handle.describe()
  expect(status.name).toBe('FAILED')
  expect(typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome)).toBe('partial')
  const { currentDetails } = await handle.query<{ currentDetails: string }>('__temporal_workflow_metadata')
  expect(currentDetails).toMatch(/^\*\*partial\*\*: player\\?_game\\?_logs: 1 missing/)
})

it('a scheduled sync fails as partial with the end of the run that it joined', async () => {
  environment.league.always('leaguegamelog players', { status: 404 })
  const league = slow('leaguegamelog teams')
  const manual = await environment.start({ only: ['team_game_logs', 'player_game_logs'] })
  await league.asked
  const handle = await due({ only: ['team_game_logs', 'player_game_logs'] })
  await untilWaiting(handle)
  league.letGo()
  expect(await failureOf(handle)).toMatchObject(partial(manual.firstExecutionRunId, true))
})

it('a scheduled sync of a dataset that is no longer known fails and names it', async () => {
  const cause = await failureOf(await due({ only: ['dunks'] }))
  expect(cause).toMatchObject({
    cause: { message: expect.stringContaining("'dunks' is not a dataset of nba") },
  })
  expect(await runs()).toEqual([])
})

it('a scheduled sync that is cancelled cancels its own run, and the record says so', async () => {
  const league = slow('scheduleleaguev2')
  const handle = await due()
  await league.asked
  await handle.cancel()
  expect(await failureOf(handle)).toBeInstanceOf(CancelledFailure)
  expect(await runs()).toMatchObject([{ trigger: 'schedule:nightly', outcome: 'cancelled' }])
  expect((await handle.describe()).typedSearchAttributes.get(SEARCH_ATTRIBUTES.outcome)).toBe('cancelled')
  league.letGo()
})

it('a scheduled sync that is cancelled leaves a joined run alone', async () => {
  const league = slow('scheduleleaguev2')
  const manual = await environment.start({ only: ['games'] })
  await league.asked
  const handle = await due()
  await untilWaiting(handle)
  await handle.cancel()
  expect(await failureOf(handle)).toBeInstanceOf(CancelledFailure)
  league.letGo()
  expect(await manual.result()).toMatchObject({ outcome: 'succeeded' })
})

it('a scheduled sync has the outcome cancelled when a person cancels its run alone', async () => {
  const league = slow('scheduleleaguev2')
  const handle = await due()
  await league.asked
  await environment.temporal.client.workflow.getHandle(FIXED_ID).cancel()
  expect(await handle.result()).toMatchObject({ outcome: 'cancelled', joined: false })
  league.letGo()
})

it('a scheduled sync that is terminated leaves no incomplete record: its run continues, and the next one joins it', async () => {
  const league = slow('scheduleleaguev2')
  const handle = await due()
  await league.asked
  const { runId } = await memoOf(handle)
  await handle.terminate('a test')
  const next = await due()
  expect(await memoOf(next)).toMatchObject({ runId, joined: true })
  league.letGo()
  expect(await next.result()).toMatchObject({ runId, joined: true, outcome: 'succeeded' })
  expect(await runs()).toMatchObject([{ runId, outcome: 'succeeded', endedAt: expect.any(Date) }])
})
