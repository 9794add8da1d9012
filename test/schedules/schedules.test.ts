import type { Client } from '@temporalio/client'
import { msToTs, tsToMs } from '@temporalio/common/lib/time.js'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { describeSync } from '../../src/schedules/definition.js'
import { latestOutcome, scheduledRuns, type ScheduledRun } from '../../src/schedules/scheduled-runs.js'
import {
  defineSchedule,
  deleteSchedule,
  listSchedules,
  pauseSchedule,
  readSchedule,
  resumeSchedule,
  saveSchedule,
  triggerSchedule,
  type Schedule,
  type ScheduleRequest,
} from '../../src/schedules/schedules.js'
import { readSettings } from '../../src/settings.js'
import type { scheduledSync } from '../../src/workflows/scheduled-sync.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { answerTo, SEASON, type Question, type resultSetBody } from '../support/tiny-league.js'

const settings = readSettings({ SEASON_SYNC_TODAY: '2026-02-22' })

let environment: SyncEnvironment
let client: Client
beforeAll(async () => {
  environment = await startSyncEnvironment()
  client = environment.temporal.client
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())
afterEach(async () => {
  environment.league.forget()
  for (const { name } of await listSchedules(client)) await deleteSchedule(client, name)
})

/** Temporal lists this many of a schedule's latest runs. */
const LISTED = 10

const yearly = { cron: '0 6 1 1 *', timezone: 'America/New_York' }

const save = (request: Partial<ScheduleRequest> = {}, options: { readonly paused?: boolean } = {}) =>
  saveSchedule(
    client,
    defineSchedule({ name: 'nightly', season: SEASON, only: ['games'], due: yearly, ...request }, settings),
    options,
  )

const runs = async (schedule: Schedule): Promise<readonly ScheduledRun[]> =>
  environment.database.prisma().then((prisma) => scheduledRuns(client, prisma, schedule))

/** Reads the schedule repeatedly until it is as wanted. */
const until = (name: string, wanted: (schedule: Schedule) => boolean): Promise<Schedule> =>
  vi.waitFor(
    async () => {
      const schedule = await readSchedule(client, name)
      if (!wanted(schedule)) throw new Error(`not yet: ${JSON.stringify(schedule)}`)
      return schedule
    },
    { timeout: 60_000, interval: 100 },
  )

/** Reads the runs repeatedly until `count` of them have ended and none is running. */
const ended = (name: string, count: number): Promise<readonly ScheduledRun[]> =>
  vi.waitFor(
    async () => {
      const found = await runs(await readSchedule(client, name))
      if (found.length < count || found.some(({ outcome }) => outcome === 'running'))
        throw new Error(`not yet: ${JSON.stringify(found)}`)
      return found
    },
    { timeout: 60_000, interval: 100 },
  )

const recorded = async (): Promise<Record<string, unknown>[]> =>
  (
    await environment.database.pool.query<Record<string, unknown>>(
      'select run_id as "runId", trigger, outcome, started_at as "startedAt", ended_at as "endedAt" from sync_runs order by started_at desc',
    )
  ).rows

/** Makes the league slow: it answers a question only after `letGo`. */
function slow(question: Question): { readonly asked: Promise<void>; readonly letGo: () => void } {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => (letGo = resolve))
  environment.league.always(question, { after })
  return { asked: environment.league.arrival(question), letGo: () => letGo() }
}

describe('a schedule that is due more often than a slow source can answer', () => {
  it('skips due times that overlap, records each run, and agrees with Temporal', async () => {
    const league = slow('scheduleleaguev2')
    await save({ name: 'often', due: { everyMs: 1_000 } })
    await league.asked // three more are due in the seconds that a busy machine needs to record the first
    const busy = await until('often', ({ skipped }) => skipped >= 3)
    expect(busy.started).toBe(1)
    expect(await runs(busy)).toMatchObject([{ outcome: 'running', joined: false, endedAt: null }])
    expect(await recorded()).toMatchObject([{ trigger: 'schedule:often', outcome: 'running' }])

    league.letGo()
    await until('often', ({ started }) => started >= 3)
    await pauseSchedule(client, 'often')
    const shown = await ended('often', 3)

    const inTemporal = await Promise.all(
      shown.map(async ({ workflow }) => {
        const handle = client.workflow.getHandle<typeof scheduledSync>(
          workflow?.workflowId ?? '',
          workflow?.runId,
        )
        const { runId, outcome } = await handle.result()
        return { runId, outcome }
      }),
    )
    expect(shown.map(({ runId, outcome }) => ({ runId, outcome }))).toEqual(inTemporal)
    const history = await recorded()
    expect(history.slice(0, LISTED).map(({ runId, outcome }) => ({ runId, outcome }))).toEqual(
      shown.map(({ runId, outcome }) => ({ runId, outcome })),
    )
    expect(new Set(history.map(({ trigger }) => trigger))).toEqual(new Set(['schedule:often']))
    for (const [i, { startedAt }] of history.slice(0, -1).entries())
      expect(Number(startedAt)).toBeGreaterThanOrEqual(Number(history[i + 1]?.endedAt))
  })

  it('cancels the running sync with cancel-other, and records that', async () => {
    const league = slow('scheduleleaguev2')
    await save({ name: 'fresh', due: { everyMs: 5_000 }, overlap: 'cancel-other' })
    await until('fresh', ({ workflows }) => workflows.length >= 2)
    await pauseSchedule(client, 'fresh')
    league.letGo()
    const shown = await ended('fresh', 2)
    expect(shown.at(-1)).toMatchObject({ outcome: 'cancelled', workflow: { status: 'CANCELLED' } })
    expect((await recorded()).map(({ runId, outcome }) => ({ runId, outcome }))).toEqual(
      shown.map(({ runId, outcome }) => ({ runId, outcome })),
    )
  })
})

describe('a schedule that is due during a manual run of its season', () => {
  it('joins the run if the datasets are the same', async () => {
    const league = slow('scheduleleaguev2')
    const manual = await environment.start({ only: ['games'] })
    await league.asked
    await save()
    await triggerSchedule(client, 'nightly')
    const joined = await vi.waitFor(
      async () => {
        const [run] = await runs(await readSchedule(client, 'nightly'))
        if (run === undefined || run.runId === null) throw new Error('not there yet')
        return run
      },
      { timeout: 60_000, interval: 50 },
    )
    expect(joined).toMatchObject({ runId: manual.firstExecutionRunId, joined: true, outcome: 'running' })
    league.letGo()
    expect(await ended('nightly', 1)).toMatchObject([
      { runId: manual.firstExecutionRunId, joined: true, outcome: 'succeeded' },
    ])
    expect(await recorded()).toMatchObject([{ runId: manual.firstExecutionRunId, trigger: 'manual' }])
  })

  it('waits for its end if the datasets differ', async () => {
    const league = slow('scheduleleaguev2')
    const manual = await environment.start({ only: ['games'] })
    await league.asked
    await save({ only: ['team_game_logs'] })
    await triggerSchedule(client, 'nightly')
    await until('nightly', ({ workflows }) => workflows.length === 1)
    expect(await runs(await readSchedule(client, 'nightly'))).toMatchObject([
      { runId: null, joined: false, outcome: 'running' },
    ])
    league.letGo()
    const [run] = await ended('nightly', 1)
    expect(run).toMatchObject({ joined: false, outcome: expect.stringMatching(/succeeded|partial/) })
    const [second, first] = await recorded()
    expect([first?.runId, second?.runId]).toEqual([manual.firstExecutionRunId, run?.runId])
    expect(Number(second?.startedAt)).toBeGreaterThanOrEqual(Number(first?.endedAt))
  })
})

describe('a schedule whose sync is partial', () => {
  const only = ['team_game_logs', 'player_game_logs']
  beforeEach(() => environment.league.always('leaguegamelog players', { status: 404 }))

  it('shows and lists the outcome of its own run with the cause', async () => {
    await save({ only })
    await triggerSchedule(client, 'nightly')
    expect(await ended('nightly', 1)).toMatchObject([
      {
        joined: false,
        outcome: 'partial',
        cause: expect.stringMatching(/^player_game_logs: 1 missing/),
        workflow: { status: 'FAILED' },
      },
    ])
    expect(await latestOutcome(client, await readSchedule(client, 'nightly'))).toBe('partial')
    expect(await recorded()).toMatchObject([{ trigger: 'schedule:nightly', outcome: 'partial' }])
  })

  it('shows and lists the outcome of the run that it joined with the cause', async () => {
    const league = slow('leaguegamelog teams')
    const manual = await environment.start({ only })
    await league.asked
    await save({ only })
    await triggerSchedule(client, 'nightly')
    await vi.waitFor(
      async () => expect(await runs(await readSchedule(client, 'nightly'))).toMatchObject([{ joined: true }]),
      { timeout: 60_000, interval: 50 },
    )
    league.letGo()
    expect(await ended('nightly', 1)).toMatchObject([
      {
        runId: manual.firstExecutionRunId,
        joined: true,
        outcome: 'partial',
        cause: expect.stringMatching(/^player_game_logs: 1 missing/),
      },
    ])
    expect(await latestOutcome(client, await readSchedule(client, 'nightly'))).toBe('partial')
  })
})

describe('a schedule', () => {
  it('starts nothing while it is paused, and starts syncs again when it is resumed', async () => {
    await save({ due: { everyMs: 1_000 } }, { paused: true })
    const paused = await readSchedule(client, 'nightly')
    expect(paused).toMatchObject({ paused: true, remark: 'Paused from its creation.', started: 0 })
    // Two of its due times pass.
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Number(paused.next[1]) + 500), {
      timeout: 60_000,
      interval: 100,
    })
    expect((await readSchedule(client, 'nightly')).started).toBe(0)
    await resumeSchedule(client, 'nightly', 'the database has moved')
    expect(await until('nightly', ({ started }) => started > 0)).toMatchObject({
      paused: false,
      remark: 'Resumed: the database has moved.',
    })
    await pauseSchedule(client, 'nightly', 'a test')
    expect(await readSchedule(client, 'nightly')).toMatchObject({ paused: true, remark: 'Paused: a test.' })
    await ended('nightly', 1)
  })

  it('can be triggered, even while it is paused', async () => {
    await save({}, { paused: true })
    await triggerSchedule(client, 'nightly')
    const [run] = await ended('nightly', 1)
    expect(run).toMatchObject({ outcome: 'succeeded', joined: false })
    expect(await recorded()).toMatchObject([{ runId: run?.runId, trigger: 'schedule:nightly' }])
  })

  it('removes what the answers lack if it accepts removals, and says so', async () => {
    await environment.sync({ only: ['team_game_logs'] })
    const body = answerTo('leaguegamelog teams') as ReturnType<typeof resultSetBody>
    for (const set of body.resultSets) set.rowSet.splice(0, 2)
    environment.league.always('leaguegamelog teams', { body })
    await save({ only: ['team_game_logs'] })
    await triggerSchedule(client, 'nightly')
    expect(await ended('nightly', 1)).toMatchObject([{ outcome: 'partial' }])
    expect(await save({ only: ['team_game_logs'], acceptRemovals: true })).toBe('updated')
    await triggerSchedule(client, 'nightly')
    expect((await ended('nightly', 2))[0]).toMatchObject({ outcome: 'succeeded' })
    const { input } = await readSchedule(client, 'nightly')
    expect(describeSync(input)).toMatch(/: team_game_logs; removes what the answers lack, however much\.$/)
  })

  it('is gone once deleted; its runs stay, and are listed again for a new schedule of its name', async () => {
    await save()
    await triggerSchedule(client, 'nightly')
    const [run] = await ended('nightly', 1)
    await deleteSchedule(client, 'nightly')
    expect((await listSchedules(client)).map(({ name }) => name)).not.toContain('nightly')
    await expect(readSchedule(client, 'nightly')).rejects.toThrow(
      'There is no schedule nightly; see: season-sync schedule list',
    )
    expect(await recorded()).toMatchObject([{ runId: run?.runId, outcome: 'succeeded' }])
    expect(await save()).toBe('created')
    expect(await runs(await readSchedule(client, 'nightly'))).toMatchObject([
      { runId: run?.runId, workflow: null, dueAt: null, outcome: 'succeeded' },
    ])
  })

  it('is created once, updated if it differs, and otherwise not changed', async () => {
    expect(await save()).toBe('created')
    expect(await save()).toBe('unchanged')
    expect(await save({ pace: 2 })).toBe('updated')
    expect(await save({ pace: 2 })).toBe('unchanged')
    expect(await save({ pace: 2, due: { everyMs: 21_600_000 } })).toBe('updated')
    expect(await save({ pace: 2, due: { everyMs: 21_600_000 } })).toBe('unchanged')
    expect(await readSchedule(client, 'nightly')).toMatchObject({
      input: { schedule: 'nightly', source: 'nba', season: SEASON, only: ['games'], pace: 2 },
      due: { everyMs: 21_600_000 },
      overlap: 'skip',
      catchupMs: 3_600_000,
      remark: '',
    })
  })

  it('that names a dataset by its former name is updated to the present one', async () => {
    const definition = defineSchedule({ name: 'nightly', season: SEASON, due: yearly }, settings)
    const input = { ...definition.input, only: ['schedule'] }
    await saveSchedule(client, { ...definition, input })
    await pauseSchedule(client, 'nightly', 'moving')
    expect(await save({ only: ['schedule'] })).toBe('updated')
    expect(await save({ only: ['games'] })).toBe('unchanged')
    expect(await readSchedule(client, 'nightly')).toMatchObject({
      input: { only: ['games'] },
      remark: 'Paused: moving.',
    })
  })

  it('stays paused, with the reason, when it is updated', async () => {
    await save()
    await pauseSchedule(client, 'nightly', 'moving')
    expect(await save({ season: 'current' })).toBe('updated')
    expect(await readSchedule(client, 'nightly')).toMatchObject({
      paused: true,
      remark: 'Paused: moving.',
      input: { season: 'current' },
    })
  })

  it('is described in the Web UI', async () => {
    await save({ season: 'current', pace: 0.5 })
    const { state, action, typedSearchAttributes } = await client.schedule
      .getHandle('season-sync/nightly')
      .describe()
    expect(state.note).toBe(
      'Brings the current season (by Eastern date), Regular Season, from nba up to date: games at 0.5 requests/s.',
    )
    expect(action.staticSummary).toBe('Schedule nightly: current Regular Season from nba')
    expect(typedSearchAttributes.getAll()).toHaveLength(4)
  })
})

describe('Temporal', () => {
  it.each([
    [
      { cron: '0 25 * * *', timezone: 'America/New_York' },
      /'0 25 \* \* \*' in America\/New_York: Hour is not in range/,
    ],
    [
      { cron: '0 6 * * MONDAYS', timezone: 'America/New_York' },
      /Temporal does not accept '0 6 \* \* MONDAYS'/,
    ],
    [{ cron: '0 6 * * *', timezone: 'america/new_york' }, /unknown time zone america\/new_york/],
  ])('refuses %j with its reason, and nothing is changed', async (due, sentence) => {
    await expect(save({ due })).rejects.toMatchObject({
      name: 'UserError',
      exitCode: 2,
      message: expect.stringMatching(sentence),
    })
    await expect(readSchedule(client, 'nightly')).rejects.toThrow('There is no schedule nightly')
    await save()
    await expect(save({ due })).rejects.toThrow(sentence)
    expect(await readSchedule(client, 'nightly')).toMatchObject({ due: yearly })
  })

  it('lists no next time for a day that does not exist', async () => {
    await save({ due: { cron: '0 6 30 2 *', timezone: 'America/New_York' } })
    expect((await readSchedule(client, 'nightly')).next).toEqual([])
  })
})

describe('a daily cron in New York', () => {
  /** Due times in UTC. */
  async function dueTimes(cron: string, from: string, to: string): Promise<string[]> {
    await save({ name: 'dst', due: { cron, timezone: 'America/New_York' } }, { paused: true })
    const { startTime } = await client.workflowService.listScheduleMatchingTimes({
      namespace: client.options.namespace,
      scheduleId: 'season-sync/dst',
      startTime: msToTs(Date.parse(from)),
      endTime: msToTs(Date.parse(to)),
    })
    return startTime.map((time) => new Date(tsToMs(time)).toISOString().slice(0, 16))
  }
  const spring = ['2026-03-06T12:00Z', '2026-03-10T04:00Z'] as const
  const autumn = ['2026-10-30T12:00Z', '2026-11-03T05:00Z'] as const

  it('at six is due once each day at six local time, over both time changes', async () => {
    expect(await dueTimes('0 6 * * *', ...spring)).toEqual([
      '2026-03-07T11:00',
      '2026-03-08T10:00', // daylight time begins: 23 hours since the day before
      '2026-03-09T10:00',
    ])
    expect(await dueTimes('0 6 * * *', ...autumn)).toEqual([
      '2026-10-31T10:00',
      '2026-11-01T11:00', // standard time begins: 25 hours since the day before
      '2026-11-02T11:00',
    ])
  })

  it('at half past two is not due on the day that skips that hour', async () => {
    expect(await dueTimes('30 2 * * *', ...spring)).toEqual(['2026-03-07T07:30', '2026-03-09T06:30'])
  })

  it('at half past one is due twice on the day that repeats that hour', async () => {
    expect(await dueTimes('30 1 * * *', ...autumn)).toEqual([
      '2026-10-31T05:30',
      '2026-11-01T05:30',
      '2026-11-01T06:30',
      '2026-11-02T06:30',
    ])
  })
})
