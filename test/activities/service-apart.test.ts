import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { ApplicationFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createFetch } from '../../src/activities/fetch.js'
import { messageOf } from '../../src/errors.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { sourceStates } from '../../src/store/pace/source-state.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { openRun } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
import { runOf } from '../store/run-of.js'
import type { TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { useLeagueSource } from '../support/league-source.js'
import type { TinyLeague } from '../support/tiny-league.js'

let database: TestDatabase
let league: TinyLeague
useLeagueSource((started) => ({ database, league } = started))

const SCOPE = { season: '2018-19', seasonType: 'Regular Season' } as const
const GAMES = ['0021800001', '0021800002', '0021800003']

/** A cdn that denies access to every file. */
const cdn = createServer((_request, response) =>
  response.writeHead(403, { 'content-type': 'text/html' }).end('<html><title>Access Denied</title></html>'),
)
beforeAll(async () => {
  cdn.listen(0, '127.0.0.1')
  await once(cdn, 'listening')
})
afterAll(() => cdn.close())

beforeEach(async () => {
  await emptyTables(database.pool)
  const [run, input] = runOf('run', ['standings', 'live_box_scores'])
  await openRun(database.pool, { ...run, startedAt: new Date() }, input)
})

/** Plans all that a dataset asks; each call of what comes back fetches one request once, and gives how that ended. */
async function planned(client: NbaSource, name: string) {
  const requests = await datasetOf('nba', name).requests(SCOPE, played(...GAMES))
  const ref = { ...SCOPE, runId: 'run', source: 'nba', dataset: name, today: '2026-02-22' } as const
  await storePlan(database.pool, ref, requests)
  const fetch = createFetch({ sources: { nba: { client, database } }, longestWaitMs: 0 })
  const fetchOnce = async (ordinal: number): Promise<unknown> => {
    const environment = new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })
    return environment
      .run(() => fetch({ ...ref, ordinal }))
      .then(
        () => 'answered',
        (error: unknown) => error,
      )
  }
  return { requests, fetchOnce }
}

/** Fetches all that a dataset asks, and gives how each request ended. */
async function fetchAll(client: NbaSource, name: string): Promise<readonly string[]> {
  const { requests, fetchOnce } = await planned(client, name)
  const ends: string[] = []
  for (const ordinal of requests.keys()) ends.push(messageOf(await fetchOnce(ordinal)))
  return ends
}

describe('a cdn that refuses its live files', () => {
  it('is asked once for each, holds nothing else, and counts in no budget', async () => {
    const { port } = cdn.address() as AddressInfo
    const { nba } = readSettings({
      NBA_STATS_URL: league.url,
      NBA_CDN_URL: `http://127.0.0.1:${port}`,
      NBA_PACE: '1000',
      NBA_BUDGET: '2/10m',
    })
    const client = new NbaSource(nba)
    onTestFinished(() => client.close())
    const refused = await fetchAll(client, 'live_box_scores')
    expect(refused).toHaveLength(GAMES.length)
    for (const end of refused) expect(end).toMatch(/answered 403 Forbidden: "Access Denied"/)
    expect(await fetchAll(client, 'standings')).toEqual(['answered'])
    const { rows } = await database.pool.query(
      `select outcome, count(*)::int as attempts from sync.raw_responses group by 1 order by 1`,
    )
    expect(rows).toEqual([
      { outcome: 'Blocked', attempts: GAMES.length },
      { outcome: 'answered', attempts: 1 },
    ])
    const ways = await sourceStates(database.pool, () => client.budget)
    expect(
      ways.map(({ way, source, strikes, holdUntil, budget }) => ({
        way,
        source,
        strikes,
        holdUntil,
        sent: budget?.sent,
      })),
    ).toEqual([
      { way: 'nba', source: 'nba', strikes: 0, holdUntil: null, sent: 1 },
      { way: 'nba/cdn', source: 'nba', strikes: 0, holdUntil: null, sent: undefined },
    ])
  })
})

it('a cdn that does not answer is asked four times for a file, within seconds', async () => {
  const { nba } = readSettings({
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: 'http://127.0.0.1:9',
    NBA_PACE: '1000',
  })
  const client = new NbaSource(nba)
  onTestFinished(() => client.close())
  const { fetchOnce } = await planned(client, 'live_box_scores')
  const ends: unknown[] = []
  for (let time = 1; time <= 4; time++) ends.push(await fetchOnce(0))
  expect(
    ends.map((end) => end instanceof ApplicationFailure && [end.nonRetryable, end.nextRetryDelay ?? null]),
  ).toEqual([
    [false, 1_000],
    [false, 2_000],
    [false, 4_000],
    [true, null],
  ])
})
