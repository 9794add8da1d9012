import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFetch } from '../../src/activities/fetch.js'
import type { RequestRef } from '../../src/contracts/dataset-run.js'
import { RETRY_RULES } from '../../src/contracts/retry-rules.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { hold } from '../../src/store/pace/breaker.js'
import { lastLook, takeTicket } from '../../src/store/pace/pace.js'
import { readPlan, storePlan } from '../../src/store/requests/plan.js'
import { openRun, setControl } from '../../src/store/runs/runs.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { startTinyLeague, type TinyLeague } from '../support/tiny-league.js'

let database: TestDatabase
let league: TinyLeague
let source: NbaSource
beforeAll(async () => {
  database = await createTestDatabase()
  league = await startTinyLeague()
  source = new NbaSource(
    readSettings({ NBA_STATS_URL: league.url, NBA_CDN_URL: league.url, NBA_PACE: '1000' }).nba,
  )
})
afterAll(async () => {
  source.close()
  await Promise.all([database.close(), league.close()])
})
beforeEach(async () => {
  league.forget()
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('run', ['standings', 'schedule', 'team_game_logs', 'teams']))
})

const SCOPE = { season: '2018-19', seasonType: 'Regular Season' } as const

/** Plans a dataset's one request. */
async function planned(dataset: string): Promise<RequestRef> {
  const requests = await datasetOf('nba', dataset).requests(SCOPE, { playedGames: async () => [] })
  const ref = { ...SCOPE, runId: 'run', source: 'nba', dataset, today: '2026-02-22' } as const
  await storePlan(database.pool, ref, requests)
  return { ...ref, ordinal: 0 }
}

/** Runs the activity as a worker does. */
function fetchAs(environment: MockActivityEnvironment, ref: RequestRef): Promise<unknown> {
  return environment.run(createFetch({ sources: { nba: { client: source, database } } }), ref)
}

const fetch = (ref: RequestRef) =>
  fetchAs(new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }), ref)

async function failureOf(attempt: Promise<unknown>): Promise<ApplicationFailure> {
  const failure: unknown = await attempt.catch((error: unknown) => error)
  if (failure instanceof ApplicationFailure) return failure
  throw new Error(`expected an ApplicationFailure, got ${String(failure)}`)
}

const attempts = async () =>
  (await database.pool.query('select attempt, outcome, status from raw_responses order by response_id')).rows

describe('a fetch', () => {
  it('asks, archives and tells the response', async () => {
    const ref = await planned('standings')
    expect(await fetch(ref)).toEqual({ responseId: 1, reused: false })
    expect(await attempts()).toEqual([{ attempt: 1, outcome: 'answered', status: 200 }])
  })

  it('of what is archived asks nothing', async () => {
    const ref = await planned('standings')
    await fetch(ref)
    expect(await fetch(ref)).toEqual({ responseId: 1, reused: true })
    expect(league.asked).toHaveLength(1)
  })

  it('of what another dataset of the run asked shares the answer', async () => {
    await fetch(await planned('team_game_logs'))
    expect(await fetch(await planned('teams'))).toEqual({ responseId: 1, reused: true })
    expect(league.asked).toHaveLength(1)
  })

  it('that is not in the plan fails', async () => {
    const ref = await planned('standings')
    await expect(fetch({ ...ref, ordinal: 5 })).rejects.toThrow('request 5 of standings is not in the plan')
  })

  it('that is cancelled while it waits for the answer is on record as such, and is no failed attempt', async () => {
    const ref = await planned('standings')
    let letGo = (): void => undefined
    league.next('leaguestandingsv3', { after: new Promise<void>((resolve) => (letGo = resolve)) })
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    const cancelled = expect(fetchAs(environment, ref)).rejects.toThrow(CancelledFailure)
    await league.arrival('leaguestandingsv3')
    environment.cancel()
    await cancelled
    letGo()
    await fetch(ref)
    expect(await attempts()).toEqual([
      { attempt: 1, outcome: 'Cancelled', status: null },
      { attempt: 1, outcome: 'answered', status: 200 },
    ])
  })
})

describe('a failed attempt', () => {
  it('that may pass says when to come back, and counts', async () => {
    const ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 503, body: 'down' }, { status: 503, body: 'down' })
    const first = await failureOf(fetch(ref))
    const second = await failureOf(fetch(ref))
    expect([first.type, first.nonRetryable, first.nextRetryDelay]).toEqual(['Unavailable', false, 1_000])
    expect(second.nextRetryDelay).toBe(2_000)
    expect(await attempts()).toEqual([
      { attempt: 1, outcome: 'Unavailable', status: 503 },
      { attempt: 2, outcome: 'Unavailable', status: 503 },
    ])
    expect((await lastLook(database.pool, 'nba', 'run')).heldMs).toBe(0)
  })

  it('for good gives the request up with its cause', async () => {
    const ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 400, body: 'The Season property is required.' })
    const failure = await failureOf(fetch(ref))
    expect([failure.type, failure.nonRetryable]).toEqual(['Refused', true])
    expect(await readPlan(database.pool, 'run', 'standings')).toMatchObject([
      { state: 'failed', error: failure.message },
    ])
  })

  it('by a defect of the code is not tried again, and does not give the request up', async () => {
    const ref = await planned('standings')
    const get = vi.spyOn(source, 'get').mockRejectedValueOnce(new TypeError('x is not iterable'))
    const failure = await failureOf(fetch(ref))
    get.mockRestore()
    expect(failure).toMatchObject({ type: 'Invalid', nonRetryable: true, message: 'x is not iterable' })
    expect(await readPlan(database.pool, 'run', 'standings')).toMatchObject([{ state: 'planned' }])
  })

  it('for too many requests holds everybody off as long as the source asks', async () => {
    const ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 429, headers: { 'retry-after': '60' }, body: 'slow down' })
    const failure = await failureOf(fetch(ref))
    expect([failure.type, failure.nextRetryDelay]).toEqual(['RateLimited', 60_000])
    const other = await failureOf(fetch(await planned('team_game_logs')))
    expect(other.type).toBe('Paced')
    expect(other.message).toContain('answered 429')
    expect(Number(other.nextRetryDelay)).toBeGreaterThan(50_000)
    expect(league.asked).toEqual(['leaguestandingsv3'])
  })

  it('with an empty answer is one of three, and the third is taken for what it says', async () => {
    const ref = await planned('standings')
    league.always('leaguestandingsv3', {
      body: {
        resultSets: [
          {
            name: 'Standings',
            headers: ['TeamID', 'TeamCity', 'TeamName', 'Conference', 'Division', 'WINS', 'LOSSES', 'WinPCT'],
            rowSet: [],
          },
        ],
      },
    })
    expect((await failureOf(fetch(ref))).type).toBe('SuspiciouslyEmpty')
    expect((await failureOf(fetch(ref))).type).toBe('SuspiciouslyEmpty')
    expect(await fetch(ref)).toEqual({ responseId: 3, reused: false })
  })
})

describe('a request that fails again and again', () => {
  const RULE = RETRY_RULES.Unavailable

  /** Fails the request as often as its class allows but once, and gives the next attempt. */
  async function lastAttempt(ref: RequestRef): Promise<ApplicationFailure> {
    league.always('leaguestandingsv3', { status: 503, body: 'down' })
    for (let i = 1; i < (RULE.attempts ?? 0); i++) await failureOf(fetch(ref))
    return failureOf(fetch(ref))
  }

  it('is given up while the source answers another', async () => {
    const ref = await planned('standings')
    await fetch(await planned('team_game_logs'))
    expect(await lastAttempt(ref)).toMatchObject({ type: 'Unavailable', nonRetryable: true })
    expect(league.asked.filter((question) => question === 'leaguegamelog teams')).toHaveLength(2)
    expect((await attempts()).slice(-2)).toEqual([
      { attempt: RULE.attempts, outcome: 'answered', status: 200 }, // the canary
      { attempt: RULE.attempts, outcome: 'Unavailable', status: 503 },
    ])
  })

  it('is given up without a further question where others were answered meanwhile', async () => {
    const ref = await planned('standings')
    const other = await planned('team_game_logs')
    league.always('leaguestandingsv3', { status: 503, body: 'down' })
    for (let i = 1; i < (RULE.attempts ?? 0); i++) await failureOf(fetch(ref))
    await fetch(other)
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Unavailable', nonRetryable: true })
    expect(league.asked.filter((question) => question === 'leaguegamelog teams')).toHaveLength(1)
  })

  it('waits on, and everybody with it, while the source answers nobody', async () => {
    const ref = await planned('standings')
    await fetch(await planned('team_game_logs'))
    league.always('leaguegamelog teams', { status: 503, body: 'down' })
    const failure = await lastAttempt(ref)
    expect([failure.nonRetryable, Number(failure.nextRetryDelay) > 50_000]).toEqual([false, true])
    expect(await failureOf(fetch(await planned('schedule')))).toMatchObject({ type: 'Paced' })
  })

  it('waits on where nothing is known that the source ever answered', async () => {
    const failure = await lastAttempt(await planned('standings'))
    expect([failure.nonRetryable, Number(failure.nextRetryDelay) > 50_000]).toEqual([false, true])
  })

  it('because it alone is blocked is given up too', async () => {
    const ref = await planned('standings')
    await fetch(await planned('team_game_logs'))
    league.always('leaguestandingsv3', { status: 403, body: 'Access Denied' })
    for (let i = 1; i < (RETRY_RULES.Blocked.attempts ?? 0); i++) {
      expect((await failureOf(fetch(ref))).nonRetryable).toBe(false)
      await holdEnds()
    }
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Blocked', nonRetryable: true })
    expect(await strikes()).toBe(0)
  })
})

/** As if the hold on the source had come to its end. */
const holdEnds = () =>
  database.pool.query(
    `update source_pace set hold_until = clock_timestamp() - interval '1 ms', next_at = clock_timestamp() - interval '1 ms'`,
  )

const strikes = async () => (await database.pool.query('select strikes from source_pace')).rows[0]?.strikes

describe('the probe after a block', () => {
  let ref: RequestRef
  let blocked: ApplicationFailure
  beforeEach(async () => {
    ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 403, body: 'Access Denied' })
    blocked = await failureOf(fetch(ref))
    await holdEnds()
  })

  it('comes a minute later', () => {
    expect([blocked.type, blocked.nonRetryable]).toEqual(['Blocked', false])
    expect(Number(blocked.nextRetryDelay)).toBeGreaterThan(59_000)
  })

  it('that is answered opens the way for all', async () => {
    await fetch(ref)
    expect(await strikes()).toBe(0)
  })

  it('that is refused opens it too: it was answered', async () => {
    league.next('leaguestandingsv3', { status: 400, body: 'The Season property is required.' })
    await failureOf(fetch(ref))
    expect(await strikes()).toBe(0)
  })

  it('that finds the source down counts as blocked', async () => {
    league.next('leaguestandingsv3', { status: 503, body: 'down' })
    const failure = await failureOf(fetch(ref))
    expect([failure.type, Number(failure.nextRetryDelay) > 100_000]).toEqual(['Unavailable', true])
    expect(await strikes()).toBe(2)
  })

  it('that is cancelled leaves its place to another', async () => {
    let letGo = (): void => undefined
    league.next('leaguestandingsv3', { after: new Promise<void>((resolve) => (letGo = resolve)) })
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    const cancelled = expect(fetchAs(environment, ref)).rejects.toThrow(CancelledFailure)
    await vi.waitFor(() => expect(league.asked).toHaveLength(2))
    environment.cancel()
    await cancelled
    letGo()
    await fetch(await planned('team_game_logs'))
    expect(await strikes()).toBe(0)
  })
})

describe('a paused run', () => {
  it('asks nothing, and a cancelled one neither', async () => {
    const ref = await planned('standings')
    await setControl(database.pool, 'run', 'paused')
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Stopped', message: 'the run is paused' })
    await setControl(database.pool, 'run', 'cancelling')
    expect(await failureOf(fetch(ref))).toMatchObject({ message: 'the run is being cancelled' })
    expect(league.asked).toEqual([])
  })
})

describe('a place in the pace', () => {
  it('that comes after a hold is not used before its end', async () => {
    const ref = await planned('standings')
    await takeTicket(database.pool, 'nba', 1_000, 0)
    // The next place is in a second: the activity waits for it, and meanwhile somebody is told to stay away.
    const { rows } = await database.pool.query(
      `update source_pace set next_at = clock_timestamp() + interval '1 second' returning next_at::text`,
    )
    const waiting = failureOf(fetch(ref))
    await vi.waitFor(async () => {
      const now = await database.pool.query('select next_at::text from source_pace')
      expect(now.rows).not.toEqual(rows) // it has taken its place
    })
    await hold(database.pool, 'nba', 60_000, 'blocked')
    expect(await waiting).toMatchObject({
      type: 'Paced',
      message: expect.stringMatching(/^nobody asks nba for the next (60|59) s: blocked$/),
    })
    expect(league.asked).toEqual([])
  })

  it('far away is left to others, and the slot of the worker with it', async () => {
    const ref = await planned('standings')
    await takeTicket(database.pool, 'nba', 1_000, 0)
    await database.pool.query(`update source_pace set next_at = clock_timestamp() + interval '1 minute'`)
    const before = (await database.pool.query('select next_at from source_pace')).rows
    const failure = await failureOf(fetch(ref))
    expect(failure.type).toBe('Paced')
    expect(failure.message).toMatch(/^the pace of nba is taken for the next (60|59) s$/)
    expect(Number.isInteger(failure.nextRetryDelay)).toBe(true)
    expect((await database.pool.query('select next_at from source_pace')).rows).toEqual(before)
  })
})
