import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createFetch } from '../../src/activities/fetch.js'
import type { RequestRef } from '../../src/contracts/dataset-run.js'
import { RETRY_RULES, retryDelay } from '../../src/contracts/retry-rules.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import type { NbaSource } from '../../src/sources/nba.js'
import { holdSource } from '../../src/store/pace/breaker.js'
import { readHoldAndControl, reserveSlot } from '../../src/store/pace/pace.js'
import { readPlan, storePlan } from '../../src/store/requests/plan.js'
import { openRun, setControl } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
import { runOf } from '../store/run-of.js'
import type { TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { useLeagueSource } from '../support/league-source.js'
import { QUESTIONS, type TinyLeague } from '../support/tiny-league.js'

let database: TestDatabase
let league: TinyLeague
let source: NbaSource
useLeagueSource((started) => ({ database, league, source } = started))
beforeEach(async () => {
  league.forget()
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('run', ['standings', 'games', 'team_game_logs', 'teams']))
})

const SCOPE = { season: '2018-19', seasonType: 'Regular Season' } as const

/** Plans a dataset that has one request. */
async function planned(dataset: string): Promise<RequestRef> {
  const requests = await datasetOf('nba', dataset).requests(SCOPE, played())
  const ref = { ...SCOPE, runId: 'run', source: 'nba', dataset, today: '2026-02-22' } as const
  await storePlan(database.pool, ref, requests)
  return { ...ref, ordinal: 0 }
}

/**
 * Runs the activity as a worker does; on a machine that stood still, once more, as Temporal does. By default a wait ends
 * the attempt at once.
 */
async function fetchAs(
  environment: MockActivityEnvironment,
  ref: RequestRef,
  longestWaitMs = 0,
): Promise<unknown> {
  const deps = { sources: { nba: { client: source, database } }, longestWaitMs }
  for (;;) {
    try {
      return await environment.run(createFetch(deps), ref)
    } catch (error) {
      if (!(error instanceof ApplicationFailure && error.message.startsWith('the worker stood still')))
        throw error
    }
  }
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
  it('sends the request, archives the answer and returns its response', async () => {
    const ref = await planned('standings')
    expect(await fetch(ref)).toEqual({ responseId: 1, reused: false })
    expect(await attempts()).toEqual([{ attempt: 1, outcome: 'answered', status: 200 }])
  })

  it('archives the answer with the number of its slot in the rate limit', async () => {
    const { askedNumber } = await reserveSlot(database.pool, 'nba', 1_000, 0)
    await fetch(await planned('standings'))
    const { rows } = await database.pool.query<{ asked_number: number }>(
      'select asked_number from raw_responses',
    )
    expect(rows[0]?.asked_number).toBeGreaterThan(askedNumber)
  })

  it('of an archived request sends nothing', async () => {
    const ref = await planned('standings')
    await fetch(ref)
    expect(await fetch(ref)).toEqual({ responseId: 1, reused: true })
    expect(league.asked).toHaveLength(1)
  })

  it('of a request that another dataset of the run has made shares its answer', async () => {
    await fetch(await planned('team_game_logs'))
    expect(await fetch(await planned('teams'))).toEqual({ responseId: 1, reused: true })
    expect(league.asked).toHaveLength(1)
  })

  it('of a request that is not in the plan fails', async () => {
    const ref = await planned('standings')
    await expect(fetch({ ...ref, ordinal: 5 })).rejects.toThrow('request 5 of standings is not in the plan')
  })

  it('that is cancelled while it waits for the answer is recorded as cancelled, not as a failed attempt', async () => {
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
  it('whose failure may pass sets the time of the next one, and counts', async () => {
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
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBe(0)
  })

  it('whose failure is final gives the request up and records the cause', async () => {
    const ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 400, body: 'The Season property is required.' })
    const failure = await failureOf(fetch(ref))
    expect([failure.type, failure.nonRetryable]).toEqual(['Refused', true])
    expect(await readPlan(database.pool, 'run', 'standings')).toMatchObject([
      { state: 'failed', error: failure.message },
    ])
  })

  it('by a defect of the code is not retried, and does not give the request up', async () => {
    const ref = await planned('standings')
    const get = vi.spyOn(source, 'get').mockRejectedValueOnce(new TypeError('x is not iterable'))
    const failure = await failureOf(fetch(ref))
    get.mockRestore()
    expect(failure).toMatchObject({ type: 'Invalid', nonRetryable: true, message: 'x is not iterable' })
    expect(await readPlan(database.pool, 'run', 'standings')).toMatchObject([{ state: 'planned' }])
  })

  it('for too many requests holds all requests off for as long as the source asks', async () => {
    const ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 429, headers: { 'retry-after': '60' }, body: 'slow down' })
    const failure = await failureOf(fetch(ref))
    expect([failure.type, failure.nextRetryDelay]).toEqual(['RateLimited', 60_000])
    const other = await failureOf(fetch(await planned('team_game_logs')))
    expect(other.type).toBe('Paced')
    expect(other.message).toMatch(/^no request to nba for the next (60|59) s: .*answered 429/)
    expect(league.asked).toEqual(['leaguestandingsv3'])
  })

  const EMPTY = {
    body: {
      resultSets: [
        {
          name: 'Standings',
          headers: ['TeamID', 'TeamCity', 'TeamName', 'Conference', 'Division', 'WINS', 'LOSSES', 'WinPCT'],
          rowSet: [],
        },
      ],
    },
  }

  it('with an empty answer is repeated twice, and the third empty answer is accepted', async () => {
    const ref = await planned('standings')
    league.always('leaguestandingsv3', EMPTY)
    expect((await failureOf(fetch(ref))).type).toBe('SuspiciouslyEmpty')
    expect((await failureOf(fetch(ref))).type).toBe('SuspiciouslyEmpty')
    expect(await fetch(ref)).toEqual({ responseId: 3, reused: false, empty: true })
  })

  it.for([
    { outcome: 'SuspiciouslyEmpty', reply: EMPTY },
    { outcome: 'ContractBroken', reply: { body: '<html>warming up</html>' } },
  ])('of another class does not use up the attempts of one that is $outcome', async ({ outcome, reply }) => {
    const ref = await planned('standings')
    const down = { status: 503, body: 'down' }
    league.next('leaguestandingsv3', down, down, down, reply)
    for (let i = 0; i < 3; i++) expect((await failureOf(fetch(ref))).type).toBe('Unavailable')
    expect(await failureOf(fetch(ref))).toMatchObject({ type: outcome, nonRetryable: false })
    expect(await fetch(ref)).toEqual({ responseId: 5, reused: false })
  })
})

describe('a request that fails again and again', () => {
  const RULE = RETRY_RULES.Unavailable

  /** Uses up all attempts of the request but one, then returns the failure of the last one. */
  async function lastAttempt(ref: RequestRef): Promise<ApplicationFailure> {
    league.always('leaguestandingsv3', { status: 503, body: 'down' })
    for (let i = 1; i < (RULE.attempts ?? 0); i++) await failureOf(fetch(ref))
    return failureOf(fetch(ref))
  }

  it('is given up while the source answers other requests', async () => {
    const ref = await planned('standings')
    await fetch(await planned('team_game_logs'))
    expect(await lastAttempt(ref)).toMatchObject({ type: 'Unavailable', nonRetryable: true })
    expect(league.asked.filter((question) => question === 'leaguegamelog teams')).toHaveLength(2)
    expect((await attempts()).slice(-2)).toEqual([
      { attempt: RULE.attempts, outcome: 'answered', status: 200 }, // the canary
      { attempt: RULE.attempts, outcome: 'Unavailable', status: 503 },
    ])
  })

  it('is given up without a further request if others were answered meanwhile', async () => {
    const ref = await planned('standings')
    const other = await planned('team_game_logs')
    await fetch(await planned('games'))
    league.always('leaguestandingsv3', { status: 503, body: 'down' })
    for (let i = 1; i < (RULE.attempts ?? 0); i++) await failureOf(fetch(ref))
    await fetch(other)
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Unavailable', nonRetryable: true })
    expect(league.asked.filter((question) => question === 'leaguegamelog teams')).toHaveLength(1)
  })

  it('keeps waiting, and all others with it, while the source answers no request', async () => {
    const ref = await planned('standings')
    await fetch(await planned('team_game_logs'))
    league.always('leaguegamelog teams', { status: 503, body: 'down' })
    const failure = await lastAttempt(ref)
    expect([failure.nonRetryable, Number(failure.nextRetryDelay) > 50_000]).toEqual([false, true])
    expect(await failureOf(fetch(await planned('games')))).toMatchObject({ type: 'Paced' })
  })

  it('keeps waiting if no request is known that the source has answered', async () => {
    const failure = await lastAttempt(await planned('standings'))
    expect([failure.nonRetryable, Number(failure.nextRetryDelay) > 50_000]).toEqual([false, true])
  })

  it.for([
    { known: 'a request that the source answered before fails too', answeredBefore: true },
    { known: 'the source had answered nothing before', answeredBefore: false },
  ])('gets all its attempts again after an outage: $known', async ({ answeredBefore }) => {
    const ref = await planned('standings')
    const other = await planned('team_game_logs')
    if (answeredBefore) await fetch(other)
    league.always('leaguegamelog teams', { status: 503, body: 'down' })
    expect((await lastAttempt(ref)).nonRetryable).toBe(false)
    await holdEnds()
    await fetch(await planned('games')) // the probe: the outage is over
    for (let i = 1; i < (RULE.attempts ?? 0); i++) {
      expect(await failureOf(fetch(ref))).toMatchObject({
        nonRetryable: false,
        nextRetryDelay: retryDelay('Unavailable', i),
      })
    }
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Unavailable', nonRetryable: true })
  })

  it('is not given up because of an answer from before the outage', async () => {
    const ref = await planned('standings')
    const other = await planned('team_game_logs')
    league.always('leaguestandingsv3', { status: 503, body: 'down' })
    for (let i = 1; i < (RULE.attempts ?? 0); i++) await failureOf(fetch(ref))
    await fetch(other)
    league.always('leaguegamelog teams', { status: 403, body: 'Access Denied' })
    league.always('scheduleleaguev2', { status: 403, body: 'Access Denied' })
    await failureOf(fetch(await planned('games')))
    await holdEnds()
    expect((await failureOf(fetch(ref))).nonRetryable).toBe(false)
    expect(await strikes()).toBe(2)
  })

  it('because all requests are blocked gets all its attempts again once others are answered', async () => {
    const ref = await planned('standings')
    await fetch(await planned('team_game_logs'))
    const blocked = { status: 403, body: 'Access Denied' }
    for (const question of QUESTIONS) league.always(question, blocked)
    for (let i = 0; i <= (RETRY_RULES.Blocked.attempts ?? 0); i++) {
      expect(await failureOf(fetch(ref))).toMatchObject({ nonRetryable: false })
      await holdEnds()
    }
    for (const question of QUESTIONS) if (question !== 'leaguestandingsv3') league.always(question, undefined)
    await fetch(await planned('games'))
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Blocked', nonRetryable: false })
  })

  it('because all requests were blocked is not given up when others are answered before it', async () => {
    const ref = await planned('standings')
    const other = await planned('team_game_logs')
    league.always('leaguestandingsv3', { status: 403, body: 'Access Denied' })
    for (let i = 0; i < (RETRY_RULES.Blocked.attempts ?? 0); i++) {
      await failureOf(fetch(ref))
      await holdEnds()
    }
    await fetch(other)
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Blocked', nonRetryable: false })
    expect(await strikes()).toBe(1)
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

/** Ends the hold on the source at once. */
const holdEnds = () =>
  database.pool.query(
    `update source_pace set hold_until = clock_timestamp() - interval '1 ms', last_at = clock_timestamp() - interval '1 ms'`,
  )

const strikes = async () => (await database.pool.query('select strikes from source_pace')).rows[0]?.strikes

describe('a source that is down', () => {
  const DOWN = { status: 503, body: 'down' }

  /** Five attempts in a row that find it down, of three requests; returns the last failure. */
  async function fiveAttempts(): Promise<ApplicationFailure> {
    for (const question of QUESTIONS) league.always(question, DOWN)
    const [a, b, c] = [await planned('standings'), await planned('games'), await planned('team_game_logs')]
    for (const ref of [a, b, c, a]) await failureOf(fetch(ref))
    return failureOf(fetch(b))
  }

  it('is asked by one request at a time, first after a second', async () => {
    const failure = await fiveAttempts()
    expect(failure.type).toBe('Unavailable')
    expect(Number(failure.nextRetryDelay)).toBeLessThanOrEqual(1_000)
    expect(await strikes()).toBe(1)
  })

  it('is asked after twice the time whenever the probe fails', async () => {
    await fiveAttempts()
    const ref = await planned('standings')
    const waits: number[] = []
    for (let i = 0; i < 4; i++) {
      await holdEnds()
      waits.push(Number((await failureOf(fetch(ref))).nextRetryDelay))
    }
    expect(waits.map((ms) => Math.round(ms / 1000))).toEqual([2, 4, 8, 16])
  })

  it('gets one request a probe, every second of them one that it answered before', async () => {
    await fetch(await planned('players'))
    await fiveAttempts()
    const ref = await planned('standings')
    const probes: string[][] = []
    for (let i = 0; i < 8; i++) {
      await holdEnds()
      const before = league.asked.length
      expect(await failureOf(fetch(ref))).toMatchObject({ nonRetryable: false })
      probes.push(league.asked.slice(before))
    }
    const [own, canary] = [['leaguestandingsv3'], ['commonallplayers']]
    expect(probes).toEqual([own, own, own, canary, own, canary, own, canary])
    expect(await strikes()).toBe(9)
  })

  it('is asked by the request itself as soon as a canary is answered', async () => {
    await fetch(await planned('players'))
    await fiveAttempts()
    const ref = await planned('standings')
    for (let i = 0; i < 3; i++) {
      await holdEnds()
      await failureOf(fetch(ref))
    }
    await holdEnds()
    for (const question of QUESTIONS) league.always(question, undefined)
    expect(await fetch(ref)).toMatchObject({ reused: false })
    expect(league.asked.slice(-2)).toEqual(['commonallplayers', 'leaguestandingsv3'])
    expect(await strikes()).toBe(0)
  })

  it('gets one request a probe at a slow pace too', async () => {
    await fetch(await planned('players'))
    await fiveAttempts()
    await database.pool.query(`update source_pace set strikes = 4`)
    await database.pool.query(`update sync_runs set pace = 0.01`)
    const ref = await planned('standings')
    const before = league.asked.length
    // On a busy machine a slot passes unused, and the next one is minutes away.
    await vi.waitFor(async () => {
      await database.pool.query(`update source_pace set hold_until = null, last_at = null`)
      await failureOf(fetch(ref))
      expect(league.asked.length).toBeGreaterThan(before)
    }, 60_000)
    expect(league.asked.slice(before)).toEqual(['commonallplayers'])
    expect(await strikes()).toBe(5)
  })

  it('is asked as usual when one request alone has failed', async () => {
    league.always('leaguestandingsv3', DOWN)
    const ref = await planned('standings')
    for (let i = 0; i < 5; i++) await failureOf(fetch(ref))
    expect(await strikes()).toBe(0)
  })
})

describe('the probe after a block', () => {
  let ref: RequestRef
  let blocked: ApplicationFailure
  beforeEach(async () => {
    ref = await planned('standings')
    league.next('leaguestandingsv3', { status: 403, body: 'Access Denied' })
    blocked = await failureOf(fetch(ref))
    await holdEnds()
  })

  it('is sent a minute later', () => {
    expect([blocked.type, blocked.nonRetryable]).toEqual(['Blocked', false])
    expect(Number(blocked.nextRetryDelay)).toBeGreaterThan(59_000)
  })

  it('that is answered lets all requests through', async () => {
    await fetch(ref)
    expect(await strikes()).toBe(0)
  })

  it('that is refused lets all requests through too, since a refusal is an answer', async () => {
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

  it('that is cancelled lets another request be the probe', async () => {
    let letGo = (): void => undefined
    league.next('leaguestandingsv3', { after: new Promise<void>((resolve) => (letGo = resolve)) })
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    const cancelled = expect(fetchAs(environment, ref)).rejects.toThrow(CancelledFailure)
    await vi.waitFor(() => expect(league.asked).toHaveLength(2), 60_000)
    environment.cancel()
    await cancelled
    letGo()
    await fetch(await planned('team_game_logs'))
    expect(await strikes()).toBe(0)
  })
})

describe('a wait', () => {
  const until = async (ms: number): Promise<void> => {
    await reserveSlot(database.pool, 'nba', 1_000, 0)
    await holdSource(database.pool, 'nba', ms, 'slow down')
  }

  it('for the end of a hold is no failed attempt', async () => {
    const ref = { ...(await planned('standings')), urgency: 'backfill' } as const
    await until(3_000) // further away than a slot of its urgency
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    expect(await fetchAs(environment, ref, 60_000)).toEqual({ responseId: 1, reused: false })
  })

  /** Resolves when a fetch has asked for a slot since `until`. */
  const asked = () =>
    vi.waitFor(async () => {
      const { rows } = await database.pool.query('select from sync_runs where asked_at is not null')
      expect(rows).toHaveLength(1)
    }, 60_000)

  it('finds the answer that another dataset archived meanwhile', async () => {
    const ref = { ...(await planned('teams')), urgency: 'backfill' } as const
    await fetch(await planned('team_game_logs'))
    const otherIs = (state: string) =>
      database.pool.query(`update sync_requests set state = $1 where dataset = 'team_game_logs'`, [state])
    await otherIs('planned')
    await database.pool.query('update sync_runs set asked_at = null')
    await until(3_000)
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    const waiting = fetchAs(environment, ref, 60_000)
    await asked()
    await otherIs('answered')
    expect(await waiting).toEqual({ responseId: 1, reused: true })
    expect(league.asked).toHaveLength(1)
  })

  it('ends when it is cancelled', async () => {
    const ref = await planned('standings')
    await until(60_000)
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    const cancelled = expect(fetchAs(environment, ref, 120_000)).rejects.toThrow(/abort|cancel/i)
    await asked()
    environment.cancel()
    await cancelled
    expect(league.asked).toEqual([])
  })

  it('for the outcome of a probe ends with the probe', async () => {
    const [ref, other] = [await planned('standings'), await planned('team_game_logs')]
    league.next('leaguestandingsv3', { status: 403, body: 'Access Denied' })
    await failureOf(fetch(ref))
    await holdEnds()
    let letGo = (): void => undefined
    league.next('leaguestandingsv3', { after: new Promise<void>((resolve) => (letGo = resolve)) })
    const probe = fetch(ref)
    await vi.waitFor(() => expect(league.asked).toHaveLength(2), 60_000)
    await database.pool.query('update sync_runs set asked_at = null')
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    const waiting = fetchAs(environment, other, 60_000)
    await asked()
    letGo()
    await probe
    const since = performance.now()
    await waiting
    expect(performance.now() - since).toBeLessThan(5_000)
  })

  it('that takes too long for one attempt ends it without counting as a failure', async () => {
    const ref = await planned('standings')
    await until(60_000)
    const failure = await failureOf(fetch(ref))
    expect(failure).toMatchObject({ type: 'Paced', category: ApplicationFailureCategory.BENIGN, stack: '' })
  })
})

describe('a run', () => {
  it('that is paused or being cancelled sends no request', async () => {
    const ref = await planned('standings')
    await setControl(database.pool, 'run', 'paused')
    expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Stopped', message: 'the run is paused' })
    await setControl(database.pool, 'run', 'cancelling')
    expect(await failureOf(fetch(ref))).toMatchObject({ message: 'the run is being cancelled' })
    expect(league.asked).toEqual([])
  })
})

describe('a slot in the rate limit', () => {
  it('is not used if a hold begins before it', async () => {
    const ref = await planned('standings')
    await reserveSlot(database.pool, 'nba', 1_000, 0)
    // The next slot is in a second: the activity waits for it, and meanwhile the source is held.
    const { rows } = await database.pool.query(
      `update source_pace set last_at = clock_timestamp() + interval '1 second' returning last_at::text`,
    )
    const waiting = failureOf(fetch(ref))
    await vi.waitFor(async () => {
      const now = await database.pool.query('select last_at::text from source_pace')
      expect(now.rows).not.toEqual(rows) // it has taken its slot
    }, 60_000)
    await holdSource(database.pool, 'nba', 60_000, 'blocked')
    expect(await waiting).toMatchObject({
      type: 'Paced',
      message: expect.stringMatching(/^no request to nba for the next (60|59) s: blocked$/),
    })
    expect(league.asked).toEqual([])
  })

  /** A live worker whose budget is two requests in ten minutes. */
  const twoInTenMinutes = () =>
    database.pool.query(
      `insert into workers (worker_id, host, pid, version, addresses, budgets, started_at, seen_at)
       values ('w', 'h', 1, '0', '{}', '{"nba": {"requests": 2, "seconds": 600}}', now(), now())`,
    )

  it('that is not used counts in no budget', async () => {
    await twoInTenMinutes()
    const ref = await planned('standings')
    await setControl(database.pool, 'run', 'paused')
    for (let i = 0; i < 3; i++) expect(await failureOf(fetch(ref))).toMatchObject({ type: 'Stopped' })
    const { rows } = await database.pool.query('select last_at is not null as taken, sent_n from source_pace')
    expect(rows).toEqual([{ taken: true, sent_n: [0] }])
  })

  it('that the budget does not leave is waited for, with the reason', async () => {
    await twoInTenMinutes()
    await fetch(await planned('standings'))
    await fetch(await planned('games'))
    const failure = await failureOf(fetch(await planned('team_game_logs')))
    expect(failure).toMatchObject({ type: 'Paced', category: ApplicationFailureCategory.BENIGN })
    expect(failure.message).toMatch(
      /^next request to nba in (10 min 0 s|9 min 5\d s): budget of 2 requests in 10 minutes$/,
    )
    expect(league.asked).toHaveLength(2)
  })

  it('that is far away is not taken', async () => {
    const ref = await planned('standings')
    await reserveSlot(database.pool, 'nba', 1_000, 0)
    await database.pool.query(`update source_pace set last_at = clock_timestamp() + interval '20 seconds'`)
    const before = (await database.pool.query('select last_at from source_pace')).rows
    const failure = await failureOf(fetch(ref))
    expect(failure.type).toBe('Paced')
    expect(failure.message).toMatch(/^the rate limit of nba has no slot for the next (20|19) s$/)
    expect(Number.isInteger(failure.nextRetryDelay)).toBe(true)
    expect((await database.pool.query('select last_at from source_pace')).rows).toEqual(before)
  })
})
