import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SeasonSyncResult } from '../../src/contracts/season-run.js'
import type { SyncRequest } from '../../src/contracts/sync-request.js'
import { cancelRun, pauseRun } from '../../src/runs/control.js'
import { retryRequest } from '../../src/runs/retry.js'
import type { SyncHandle } from '../../src/runs/start.js'
import { readRun } from '../../src/store/runs/history.js'
import { startSyncEnvironment, type SyncEnvironment } from '../support/sync-environment.js'
import { answerTo, GAMES, PLAYERS, type Question, type resultSetBody } from '../support/tiny-league.js'
import { keepWritersOut, waitUntilBlocked } from '../support/waiting.js'

let environment: SyncEnvironment
beforeAll(async () => {
  environment = await startSyncEnvironment()
})
afterAll(() => environment.close())
beforeEach(() => environment.reset())

const query = async (sql: string): Promise<unknown[]> => (await environment.database.pool.query(sql)).rows

const asked = (question: Question): number =>
  environment.league.asked.filter((each) => each === question).length

const pause = (handle: SyncHandle, paused: boolean) =>
  pauseRun(
    environment.temporal.client,
    environment.database.pool,
    { workflowId: handle.workflowId, runId: handle.firstExecutionRunId },
    paused,
  )

/** Waits until this number of datasets has ended; the others wait for the player game log. */
const untilEnded = (count: number) =>
  vi.waitFor(async () => {
    expect(await query('select 1 from sync_steps where ended_at is not null')).toHaveLength(count)
  }, 60_000)

/** Waits until the request that was open at the pause is cancelled. */
const untilCancelled = () =>
  vi.waitFor(async () => {
    expect(await query(`select outcome from raw_responses where outcome = 'Cancelled'`)).toHaveLength(1)
  }, 60_000)

describe('a run', () => {
  it('that is paused sends no request until it is resumed, and then brings everything', async () => {
    const { handle, letGo } = await environment.startHeld()
    await untilEnded(4)
    expect(await pause(handle, true)).toEqual({ paused: true, datasets: ['player_game_logs'] })
    await untilCancelled()
    letGo()
    const before = [...environment.league.asked]
    expect(await query('select control from sync_runs')).toEqual([{ control: 'paused' }])
    expect(await pause(handle, false)).toMatchObject({ paused: false })
    const result = await handle.result()
    expect(before).not.toContain('commonallplayers')
    expect(asked('leaguegamelog players')).toBe(2) // the cancelled request, and its repeat
    expect(result).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(await query('select control from sync_runs')).toEqual([{ control: null }])
  })

  it('that is resumed stays so, whenever Temporal repeats the pause before', async () => {
    const { pool } = environment.database
    const { handle, letGo } = await environment.startHeld()
    const letIn = await keepWritersOut(pool, 'sync_runs')
    const paused = pause(handle, true)
    const blocked = await waitUntilBlocked(pool, 'update sync.sync_runs set control')
    const resumed = pause(handle, false)
    await vi.waitFor(async () => {
      const { events = [] } = await handle.fetchHistory()
      expect(events?.filter((event) => event.workflowExecutionUpdateAcceptedEventAttributes)).toHaveLength(2)
    }, 60_000)
    await pool.query('select pg_terminate_backend($1)', [blocked])
    await letIn()
    await Promise.all([paused, resumed])
    expect(await query('select control from sync_runs')).toEqual([{ control: null }])
    letGo()
    expect(await handle.result()).toMatchObject({ outcome: 'succeeded' })
  })

  it('that is paused can be cancelled', async () => {
    const { handle, letGo } = await environment.startHeld()
    await pause(handle, true)
    await cancelRun(environment.temporal.client, environment.database.pool, {
      workflowId: handle.workflowId,
      runId: handle.firstExecutionRunId,
    })
    await handle.result().catch(() => undefined)
    letGo()
    expect(await query('select outcome, control from sync_runs')).toEqual([
      { outcome: 'cancelled', control: null },
    ])
    expect(asked('commonallplayers')).toBe(0)
  })

  it('that has ended cannot be paused', async () => {
    const handle = await environment.start({ only: ['standings'] })
    await handle.result()
    await expect(pause(handle, true)).rejects.toThrow(/has ended meanwhile/)
  })
})

describe('a retry', () => {
  /** Retries a run as the command does; undefined where nothing is missing. */
  async function retry(
    runId: string,
    more: Partial<SyncRequest> = {},
  ): Promise<SeasonSyncResult | undefined> {
    const run = await readRun(environment.database.pool, runId)
    if (run === undefined) throw new Error(`no run ${runId}`)
    const request = await retryRequest(environment.database.pool, 'nba', run)
    environment.league.forget()
    return request === undefined ? undefined : environment.sync({ ...request, ...more })
  }

  it('repeats the request that failed and no other', async () => {
    environment.league.always('leaguestandingsv3', { status: 400, body: 'no' })
    const first = await environment.sync()
    expect(first.outcome).toBe('partial')
    const second = await retry(first.runId)
    expect(second).toMatchObject({ outcome: 'succeeded' })
    expect(second?.datasets.map(({ name }) => name)).toEqual(['standings'])
    expect(environment.league.asked).toEqual(['leaguestandingsv3'])
    expect(await query(`select retry_of from sync_runs where run_id = '${second?.runId}'`)).toEqual([
      { retry_of: first.runId },
    ])
  })

  it('rebuilds datasets that depend on the missing one from their archived answers', async () => {
    environment.league.always('leaguegamelog players', { status: 400, body: 'no' })
    const first = await environment.sync()
    expect(await query('select count(*) from players')).toEqual([{ count: 0 }])
    const second = await retry(first.runId)
    expect(second).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(environment.league.asked).toEqual(['leaguegamelog players'])
    expect(await query('select count(*) from players')).toEqual([{ count: PLAYERS.length }])
  })

  it('of a cancelled run merges its archived answers without requesting them again', async () => {
    const { handle, letGo } = await environment.startHeld()
    await untilEnded(4)
    await cancelRun(environment.temporal.client, environment.database.pool, {
      workflowId: handle.workflowId,
      runId: handle.firstExecutionRunId,
    })
    await handle.result().catch(() => undefined)
    letGo()
    const answered = await query(`select endpoint from raw_responses where outcome = 'answered'`)
    const second = await retry(handle.firstExecutionRunId)
    expect(second).toMatchObject({ outcome: 'succeeded', players: PLAYERS.length })
    expect(environment.league.asked).toHaveLength(6 - answered.length)
    expect(await query('select count(*) from player_game_logs')).toEqual([{ count: GAMES.length * 10 }])
  })

  it('of a retry requests only what both runs lack', async () => {
    environment.league.always('leaguestandingsv3', { status: 400, body: 'no' })
    environment.league.always('playerindex', { status: 400, body: 'no' })
    const first = await environment.sync()
    const run = await readRun(environment.database.pool, first.runId)
    if (run === undefined) throw new Error('the first run is not on record')
    const request = await retryRequest(environment.database.pool, 'nba', run)
    environment.league.always('leaguestandingsv3', undefined)
    const second = await environment.sync(request)
    expect(second.outcome).toBe('partial')
    const third = await retry(second.runId)
    expect(third).toMatchObject({ outcome: 'succeeded' })
    expect(environment.league.asked).toEqual(['playerindex'])
  })

  it('requests what is in conflict again', async () => {
    const body = answerTo('leaguestandingsv3') as ReturnType<typeof resultSetBody>
    const [set] = body.resultSets
    set?.rowSet[0]?.splice(set.headers.indexOf('WINS'), 1, 82)
    environment.league.always('leaguestandingsv3', { body })
    const first = await environment.sync()
    expect(first.datasets.at(-1)).toMatchObject({ name: 'standings', conflicts: 1 })
    const second = await retry(first.runId)
    // The log lacks games by the wrong standings: it is asked for again, too.
    expect(second).toMatchObject({
      outcome: 'succeeded',
      datasets: [
        { name: 'team_game_logs' },
        { name: 'teams' },
        { name: 'standings', conflicts: 0, missing: 0 },
      ],
    })
    expect(environment.league.asked.toSorted()).toEqual(['leaguegamelog teams', 'leaguestandingsv3'])
  })

  it('requests an answer again whose removals were held, and removes the rows if a person accepts it', async () => {
    await environment.sync({ only: ['team_game_logs'] })
    const body = answerTo('leaguegamelog teams') as ReturnType<typeof resultSetBody>
    for (const set of body.resultSets) set.rowSet.splice(0, 2)
    environment.league.always('leaguegamelog teams', { body })
    const held = await environment.sync({ only: ['team_game_logs'] })
    expect(held.outcome).toBe('partial')
    const run = await readRun(environment.database.pool, held.runId)
    const request = run && (await retryRequest(environment.database.pool, 'nba', run))
    const before = environment.league.asked.length
    expect(await environment.sync({ ...request, acceptRemovals: true })).toMatchObject({
      outcome: 'succeeded',
      datasets: [{ name: 'team_game_logs', removed: 2 }],
    })
    expect(environment.league.asked.slice(before)).toEqual(['leaguegamelog teams'])
  })

  it('verifies a dataset without a request and does not call it empty', async () => {
    const body = answerTo('leaguegamelog teams') as ReturnType<typeof resultSetBody>
    const [set] = body.resultSets
    set?.rowSet[0]?.splice(set.headers.indexOf('PTS'), 1, -1) // this line is refused
    environment.league.next('leaguegamelog teams', { body })
    const first = await environment.sync({ only: ['team_game_logs', 'teams'] })
    expect(await retry(first.runId)).toMatchObject({
      outcome: 'succeeded',
      datasets: [
        { name: 'team_game_logs', outcome: 'succeeded', requests: 1 },
        { name: 'teams', outcome: 'succeeded', requests: 0, verifiedBy: null, cause: null },
      ],
    })
  })

  it('of a complete run has nothing to do', async () => {
    const first = await environment.sync()
    expect(await retry(first.runId)).toBeUndefined()
  })
})
