import { Client, Connection } from '@temporalio/client'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Home, type Ended } from './command.js'
import { replayAvailable, startReplay, type Replay } from './replay.js'

const SEASON = '1996-97'
const EVERY_MS = 10_000

/** Delay with which a sync outlasts one due time and ends before the next. */
const SLOW_MS = 11_000

interface ScheduledRun {
  readonly runId: string | null
  readonly outcome: string
  readonly joined: boolean
  readonly dueAt: string | null
  readonly startedAt: string
  readonly endedAt: string | null
  readonly workflowId: string
}
interface Shown {
  readonly started: number
  readonly skipped: number
  readonly missed: number
  readonly paused: boolean
  readonly next: readonly string[]
  readonly runs: readonly ScheduledRun[]
}
interface HistoryLine {
  readonly runId: string
  readonly trigger: string
  readonly outcome: string
  readonly startedAt: string
  readonly endedAt: string
}

describe.skipIf(!replayAvailable)('schedules over a slow source', () => {
  let replay: Replay
  let home: Home
  let client: Client
  beforeAll(async () => {
    replay = await startReplay()
    home = new Home(replay.url, { NBA_PACE: '1000' })
    await home.run('up', '--detach')
    const { temporalAddress } = await home.json<{ temporalAddress: string }>('status')
    client = new Client({ connection: await Connection.connect({ address: temporalAddress }) })
  })
  afterAll(async () => {
    await client.connection.close()
    await home.remove()
    await replay.stop()
  })

  const schedule = (...args: readonly string[]): Promise<Ended> => home.run('schedule', ...args)
  const show = (name: string): Promise<Shown> => home.json<Shown>('schedule', 'show', name)
  const until = (name: string, wanted: (shown: Shown) => boolean): Promise<Shown> =>
    vi.waitFor(
      async () => {
        const shown = await show(name)
        if (!wanted(shown)) throw new Error(`not yet: ${JSON.stringify(shown)}`)
        return shown
      },
      { timeout: 90_000, interval: 500 },
    )
  const allEnded = ({ runs }: Shown): boolean => runs.every(({ outcome }) => outcome !== 'running')
  const history = async (trigger: string): Promise<readonly HistoryLine[]> => {
    const { stdout } = await home.run('history', '--json')
    return (JSON.parse(stdout) as HistoryLine[]).filter((line) => line.trigger === trigger)
  }

  it('with an interval of ten seconds skip overlapping runs, and show reports the counts of Temporal', async () => {
    await replay.faults({ match: 'scheduleleaguev2', kind: 'slow', delayMs: SLOW_MS })
    const often = ['often', '--every', '10s', '--season', SEASON, '--only', 'games'] as const
    expect((await schedule('create', ...often)).stdout).toMatch(/^Created the schedule often; next due /)
    await until('often', ({ started, skipped }) => started >= 2 && skipped >= 1)
    await schedule('pause', 'often')
    const shown = await until('often', allEnded)
    await replay.clearFaults()

    const { info } = await client.schedule.getHandle('season-sync/often').describe()
    expect({ started: shown.started, skipped: shown.skipped, missed: shown.missed }).toEqual({
      started: info.numActionsTaken,
      skipped: info.numActionsSkippedOverlap,
      missed: info.numActionsMissedCatchupWindow,
    })
    expect(shown.runs.map(({ workflowId, dueAt }) => ({ workflowId, dueAt })).toReversed()).toEqual(
      info.recentActions.map(({ action, scheduledAt }) => ({
        workflowId: action.workflow.workflowId,
        dueAt: scheduledAt.toISOString(),
      })),
    )

    const recorded = await history('schedule:often')
    expect(recorded.map(({ runId, outcome }) => ({ runId, outcome }))).toEqual(
      shown.runs.map(({ runId, outcome }) => ({ runId, outcome })),
    )
    expect(new Set(recorded.map(({ outcome }) => outcome))).toEqual(new Set(['succeeded']))
    for (const [i, { startedAt, dueAt }] of shown.runs.slice(0, -1).entries()) {
      const before = shown.runs[i + 1]
      expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(Date.parse(before?.endedAt ?? ''))
      expect(Date.parse(dueAt ?? '') - Date.parse(before?.dueAt ?? '')).toBeGreaterThanOrEqual(2 * EVERY_MS)
    }
  })

  it('start nothing while paused, start runs again once resumed, and do not exist once deleted', async () => {
    const paused = await show('often')
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(Date.parse(paused.next[0] ?? '') + 500), {
      timeout: 2 * EVERY_MS,
      interval: 100,
    })
    expect(await show('often')).toMatchObject({ paused: true, started: paused.started })
    expect((await schedule('resume', 'often')).stdout).toMatch(/^Resumed the schedule often; next due /)
    await until('often', ({ started }) => started > paused.started)
    await schedule('delete', 'often')
    expect((await schedule('show', 'often')).stderr).toBe(
      'There is no schedule often; see: season-sync schedule list\n',
    )
    expect((await history('schedule:often')).length).toBeGreaterThan(paused.runs.length)
    await expect(client.schedule.getHandle('season-sync/often').describe()).rejects.toThrow('not found')
  })

  it('join a manual run of the season with the same datasets, and wait for one with other datasets', async () => {
    const due = ['--cron', '0 6 1 1 *', '--paused', '--season', SEASON] as const
    await schedule('create', 'same', ...due, '--only', 'standings')
    await schedule('create', 'others', ...due, '--only', 'games')
    // The run waits for its Retry-After until the fault is removed.
    await replay.faults({ match: 'leaguestandingsv3', kind: 'status', status: 429, retryAfter: 2 })
    const manual = await home.json('sync', SEASON, '--only', 'standings', '--detach')
    await schedule('trigger', 'same')
    await schedule('trigger', 'others')
    const joins = await until('same', ({ runs }) => runs[0]?.runId === manual.runId)
    expect(joins.runs).toMatchObject([{ joined: true, outcome: 'running' }])
    const waits = await until('others', ({ runs }) => runs.length === 1)
    expect(waits.runs).toMatchObject([{ runId: null, outcome: 'running' }])
    await replay.clearFaults()

    expect((await until('same', allEnded)).runs).toMatchObject([
      { runId: manual.runId, joined: true, outcome: 'succeeded' },
    ])
    const own = (await until('others', allEnded)).runs[0]
    expect(own).toMatchObject({ joined: false, outcome: 'succeeded' })
    const [first] = (await history('manual')).filter(({ runId }) => runId === manual.runId)
    const [second] = await history('schedule:others')
    expect(second?.runId).toBe(own?.runId)
    expect(Date.parse(second?.startedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? ''))
    expect(await history('schedule:same')).toEqual([]) // The schedule joined the manual run and started none.
  })
})
