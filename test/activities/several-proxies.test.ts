import { ApplicationFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createFetch } from '../../src/activities/fetch.js'
import type { RequestRef } from '../../src/contracts/dataset-run.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { queueFacts } from '../../src/cli/reports/queue-status.js'
import { queueJson } from '../../src/runs/queue-state.js'
import { waitNotice } from '../../src/runs/wait-notice.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { sourceStates } from '../../src/store/pace/source-state.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { openRun } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
import { closedPort, errorOf } from '../sources/http/local-server.js'
import { httpProxy, PROXY_LOGIN, PROXY_PASSWORD, PROXY_USER } from '../sources/http/proxy-server.js'
import { runOf } from '../store/run-of.js'
import type { TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { useLeagueSource } from '../support/league-source.js'
import type { TinyLeague } from '../support/tiny-league.js'

let database: TestDatabase
let league: TinyLeague
useLeagueSource((started) => ({ database, league } = started))

const REQUESTS = 6
const SCOPE = { season: '2018-19', seasonType: 'Regular Season' } as const

beforeEach(async () => {
  league.forget()
  await emptyTables(database.pool)
  const [run, input] = runOf('run', ['standings'])
  await openRun(database.pool, { ...run, startedAt: new Date() }, input)
})

const at = (port: number): string => `http://${PROXY_LOGIN}@127.0.0.1:${port}`

/** A source behind these proxies. */
function sourceThrough(ports: readonly number[], more: NodeJS.ProcessEnv = {}): NbaSource {
  const env = { NBA_STATS_URL: league.url, NBA_CDN_URL: league.url, NBA_PACE: '1000', ...more }
  const source = new NbaSource(readSettings({ ...env, NBA_PROXY: ports.map(at).join(', ') }).nba)
  onTestFinished(() => source.close())
  return source
}

/** Fetches six requests, one after the other, and gives how each ended, with its number of attempts. */
async function fetchAll(client: NbaSource): Promise<readonly string[]> {
  const [request] = await datasetOf('nba', 'standings').requests(SCOPE, played())
  if (request === undefined) throw new Error('standings asks nothing')
  const requests = Array.from({ length: REQUESTS }, (_, n) => ({
    ...request,
    params: { ...request.params, N: String(n) },
  }))
  const ref = { ...SCOPE, runId: 'run', source: 'nba', dataset: 'standings', today: '2026-02-22' } as const
  await storePlan(database.pool, ref, requests)
  const ends: string[] = []
  for (const ordinal of requests.keys()) ends.push(await fetchOne(client, { ...ref, ordinal }))
  return ends
}

/** As Temporal does, but without its waits between attempts. */
async function fetchOne(client: NbaSource, ref: RequestRef): Promise<string> {
  const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
  const fetch = createFetch({ sources: { nba: { client, database } }, longestWaitMs: 0 })
  const failures: string[] = []
  while (failures.length < 3) {
    try {
      await environment.run(fetch, ref)
      return [...failures, 'answered'].join(', ')
    } catch (error) {
      if (!(error instanceof ApplicationFailure)) throw error
      if (!error.message.startsWith('the worker stood still')) failures.push(error.type ?? '')
    }
  }
  return failures.join(', ')
}

const strikes = async () =>
  Object.fromEntries(
    (await sourceStates(database.pool, () => undefined)).map((each) => [each.way, each.strikes]),
  )

/** What `status --json` has of each way, */
const queues = async () => {
  const settings = readSettings({ NBA_PACE: '1000' })
  const states = await sourceStates(database.pool, () => undefined)
  return Object.fromEntries(states.map((state) => [state.way, queueJson(state, settings, null)]))
}

/** and the lines of `status`. */
const status = async () =>
  Object.fromEntries(Object.values(await queues()).flatMap((queue) => queueFacts(queue, false)))

const ANSWERED = Array<string>(REQUESTS).fill('answered')

describe('several proxies', () => {
  it('take turns, each with a rate limit of its own', async () => {
    const proxies = [await httpProxy(), await httpProxy()]
    const source = sourceThrough(proxies.map(({ port }) => port))
    expect(await fetchAll(source)).toEqual(ANSWERED)
    expect(proxies.map(({ asked }) => asked.length)).toEqual([3, 3])
    expect(await strikes()).toEqual(Object.fromEntries(source.ways.map((way) => [way, 0])))
  })

  it('each have a budget of their own', async () => {
    const proxies = [await httpProxy(), await httpProxy()]
    const source = sourceThrough(
      proxies.map(({ port }) => port),
      { NBA_BUDGET: '2/10m' },
    )
    const ends = await fetchAll(source)
    expect(ends.filter((end) => end === 'answered')).toHaveLength(4)
    expect(proxies.map(({ asked }) => asked.length)).toEqual([2, 2])
    const run = { runId: 'run', source: 'nba' } as const
    expect(await waitNotice(database.pool, readSettings({}), run)).toBeUndefined()
    const settings = readSettings({ NBA_BUDGET: '2/10m' })
    expect(await waitNotice(database.pool, settings, run)).toContain('budget of 2 requests in 10 minutes')
  })

  it('go on while one of them is blocked and rests', async () => {
    const [blocked, other] = [await httpProxy(403), await httpProxy()]
    const source = sourceThrough([blocked.port, other.port])
    const ends = await fetchAll(source)
    expect(ends.filter((end) => end === 'Blocked, answered')).toHaveLength(1)
    expect(ends.filter((end) => end === 'answered')).toHaveLength(5)
    expect([blocked.asked.length, other.asked.length]).toEqual([1, 6])
    expect(await strikes()).toEqual({ [source.ways[0] ?? '']: 1, [source.ways[1] ?? '']: 0 })
  })

  it.each([
    ['is not there', 'connection refused', async () => closedPort()],
    ['wants another password', 'answered 407', async () => (await httpProxy(undefined, 'another')).port],
  ])('go on while one of them %s, and status shows it', async (_, reason, start) => {
    const other = await httpProxy()
    const source = sourceThrough([await start(), other.port])
    const ends = await fetchAll(source)
    expect(ends.every((end) => end.endsWith('answered'))).toBe(true)
    expect(other.asked).toHaveLength(6)
    await source.checkReachable()
    const [dead = '', alive = ''] = source.ways
    const rests = {
      proxy: dead.split(' via ')[1],
      state: 'resting',
      holdReason: expect.stringContaining(reason),
    }
    expect(await queues()).toMatchObject({ [dead]: rests, [alive]: { state: 'open' } })
    expect(await status()).toMatchObject({
      [`pace of ${dead}`]: expect.stringMatching(
        new RegExp(`^1000 requests/s; this proxy rests until .*${reason}.*in a row`),
      ),
      [`pace of ${alive}`]: '1000 requests/s',
    })
    await database.pool.query(`update source_pace set hold_until = now() - interval '1 second'`)
    expect(await queues()).toMatchObject({ [dead]: { ...rests, state: 'down' } })
    expect((await status())[`pace of ${dead}`]).toContain(reason)
  })

  it('are named without their passwords', async () => {
    const source = sourceThrough([await closedPort(), await closedPort()])
    const shown = [...source.ways, (await errorOf(source.checkReachable())).message]
    for (const text of shown) {
      expect(text).toContain('127.0.0.1')
      expect(text).not.toContain(PROXY_PASSWORD)
      expect(text).not.toContain(`${PROXY_USER}:`)
    }
  })
})
