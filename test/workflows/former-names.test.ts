import { defaultPayloadConverter } from '@temporalio/common'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatasetStep, SeasonSyncInput, SeasonSyncResult } from '../../src/contracts/season-run.js'
import { syncInput } from '../../src/datasets/selection.js'
import { cancelRun } from '../../src/runs/control.js'
import { retryRequest } from '../../src/runs/retry.js'
import { startSync, type SyncHandle } from '../../src/runs/start.js'
import { readRun } from '../../src/store/runs/history.js'
import { resultOf } from '../support/result-of.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { answerTo, GAMES, SEASON } from '../support/tiny-league.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

const query = async (sql: string): Promise<unknown[]> => (await environment.database.pool.query(sql)).rows

/** Input of a run that was started when the dataset `games` was named `schedule`. */
const formerInput = (...datasets: readonly DatasetStep[]): SeasonSyncInput => ({
  ...syncInput({ season: SEASON, only: ['teams'] }, environment.settings),
  datasets,
})

const step = (name: string, ...after: readonly string[]): DatasetStep => ({ name, after })

const start = (...datasets: readonly DatasetStep[]): Promise<SyncHandle> =>
  startSync(
    environment.temporal.client,
    environment.database.pool,
    environment.settings,
    formerInput(...datasets),
  )

/** Result of the transform in a dataset's latest workflow. */
async function transformed(dataset: string): Promise<unknown> {
  const { events } = await environment.child(dataset).fetchHistory()
  const ofTransform = events?.find(
    (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'transform',
  )
  const end = events?.find(
    ({ activityTaskCompletedEventAttributes: ended }) =>
      ended?.scheduledEventId !== undefined &&
      String(ended?.scheduledEventId) === String(ofTransform?.eventId),
  )
  const payload = end?.activityTaskCompletedEventAttributes?.result?.payloads?.[0]
  return payload && defaultPayloadConverter.fromPayload(payload)
}

/** Retries a run as the command does. */
async function retry(runId: string): Promise<SeasonSyncResult> {
  const run = await readRun(environment.database.pool, runId)
  const request = run && (await retryRequest(environment.database.pool, 'nba', run))
  if (request === undefined) throw new Error(`nothing is missing of ${runId}`)
  environment.league.forget()
  return environment.sync(request)
}

describe('a run whose games are the dataset schedule', () => {
  it('succeeds, verified, and keeps the name in all that it records', async () => {
    const handle = await start(step('schedule'), step('team_game_logs'), step('standings', 'schedule'))
    expect(await handle.result()).toMatchObject({
      outcome: 'succeeded',
      verifiedBy: 'team_game_logs, games, standings',
      datasets: [
        { name: 'schedule', outcome: 'succeeded', inserted: GAMES.length, verifiedBy: 'team_game_logs' },
        { name: 'team_game_logs', verifiedBy: 'games, standings' },
        { name: 'standings', verifiedBy: 'games' },
      ],
    })
    expect(await environment.child('schedule').result()).toEqual({ requests: 1, failed: 0 })
    for (const table of ['sync_steps', 'sync_requests', 'raw_responses', 'sync_merges'])
      expect(
        await query(`select distinct dataset from ${table} where dataset in ('schedule', 'games')`),
      ).toEqual([{ dataset: 'schedule' }])
    expect(await query('select datasets from sync_runs')).toEqual([
      { datasets: ['schedule', 'team_game_logs', 'standings'] },
    ])
  })

  it('is known to the next sync, which merges nothing again', async () => {
    const former = await (await start(step('schedule'))).result()
    const rows = 'select xmin::text, run_id from games order by game_id'
    const before = await query(rows)
    const result = await environment.sync({ only: ['games'] })
    expect(result.datasets).toMatchObject([{ name: 'games', inserted: 0, unchanged: GAMES.length }])
    expect(await transformed('games')).toMatchObject({ answered: 1, unchanged: 1 })
    expect(await query(rows)).toEqual(before)
    expect(before).toHaveLength(GAMES.length)
    expect(await query('select dataset from request_marks')).toEqual([{ dataset: 'games' }])
    expect(former.runId).not.toBe(result.runId)
  })

  it('finds what a sync under the present name has merged', async () => {
    await environment.sync({ only: ['games'] })
    const result = await (await start(step('schedule'))).result()
    expect(result).toMatchObject({ outcome: 'succeeded', datasets: [{ name: 'schedule', inserted: 0 }] })
    expect(await transformed('schedule')).toMatchObject({ unchanged: 1 })
  })

  it('names what is missing by its former name, and is retried for that alone', async () => {
    const whole = answerTo('scheduleleaguev2') as {
      leagueSchedule: { gameDates: { games: unknown[] }[] }
    }
    const [, ...gameDates] = whole.leagueSchedule.gameDates
    const cut = { ...whole, leagueSchedule: { ...whole.leagueSchedule, gameDates } }
    environment.league.always('scheduleleaguev2', { body: cut })
    const former = await resultOf(await start(step('schedule'), step('team_game_logs')))
    expect(former).toMatchObject({
      outcome: 'partial',
      cause: expect.stringMatching(
        /^schedule: \d missing \(EAK @ NOH 2018-10-16: has a line in team_game_logs/,
      ),
      datasets: [{ name: 'schedule', outcome: 'partial' }, { outcome: 'succeeded' }],
    })
    expect(former.datasets[0]?.missing).toBeGreaterThan(0)
    const again = await retry(former.runId)
    expect(again).toMatchObject({ outcome: 'succeeded', datasets: [{ name: 'games' }] })
    expect(again.datasets).toHaveLength(1)
    expect(environment.league.asked).toEqual(['scheduleleaguev2'])
  })

  it('is retried with its games if they failed', async () => {
    environment.league.always('scheduleleaguev2', { status: 404, body: 'no' })
    const former = await resultOf(await start(step('schedule'), step('team_game_logs')))
    expect(former).toMatchObject({
      outcome: 'partial',
      datasets: [{ name: 'schedule', outcome: 'failed' }, {}],
    })
    expect(await retry(former.runId)).toMatchObject({ datasets: [{ name: 'games', inserted: GAMES.length }] })
    expect(environment.league.asked).toEqual(['scheduleleaguev2'])
  })

  it('is retried without its games if it was cancelled after them', async () => {
    let letGo = (): void => undefined
    const after = new Promise<void>((resolve) => (letGo = resolve))
    environment.league.next('leaguegamelog players', { after })
    const handle = await start(step('schedule'), step('player_game_logs', 'schedule'))
    await environment.league.arrival('leaguegamelog players')
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId }
    await cancelRun(environment.temporal.client, environment.database.pool, run)
    await handle.result().catch(() => undefined)
    letGo()
    expect(await query('select dataset, outcome from sync_steps order by ordinal')).toEqual([
      { dataset: 'schedule', outcome: 'succeeded' },
      { dataset: 'player_game_logs', outcome: 'cancelled' },
    ])
    expect(await retry(run.runId)).toMatchObject({ datasets: [{ name: 'player_game_logs' }] })
    expect(environment.league.asked).toEqual(['leaguegamelog players'])
  })
})

it('a sync that names schedule brings the games', async () => {
  const { datasets } = await environment.sync({ only: ['schedule', 'games'] })
  expect(datasets).toMatchObject([{ name: 'games', inserted: GAMES.length }])
  expect(await environment.child('games').result()).toMatchObject({ failed: 0 })
})
