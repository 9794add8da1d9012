import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createActivities } from '../../src/activities/index.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { openRun } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
import { SCOPE } from '../store/merge/merging.js'
import { runOf as runRecord } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { answerTo, startTinyLeague, type TinyLeague } from '../support/tiny-league.js'

let database: TestDatabase
let league: TinyLeague
let nba: NbaSource
beforeAll(async () => {
  database = await createTestDatabase()
  league = await startTinyLeague()
  nba = new NbaSource(
    readSettings({ NBA_STATS_URL: league.url, NBA_CDN_URL: league.url, NBA_PACE: '1000' }).nba,
  )
})
afterAll(async () => {
  nba.close()
  await Promise.all([database.close(), league.close()])
})
beforeEach(async () => {
  league.forget()
  await emptyTables(database.pool)
})

const TWO_DAYS_MS = 2 * 86_400_000

/** Sets the clock of this process two days ahead until the test ends. */
const setAhead = (): void => void vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + TWO_DAYS_MS })
afterEach(() => void vi.useRealTimers())

/** A run of the standings. */
async function runOf(runId: string) {
  const [run, input] = runRecord(runId, ['standings'])
  await openRun(database.pool, run, input)
  const ref = { ...SCOPE, runId, source: 'nba', dataset: 'standings', today: '2026-02-22' } as const
  await storePlan(database.pool, ref, await datasetOf('nba', 'standings').requests(SCOPE, played()))
  const activities = createActivities({ sources: { nba: { client: nba, database } } })
  const as = <A extends unknown[], R>(activity: (...args: A) => Promise<R>, ...args: A): Promise<R> =>
    new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') }).run(activity, ...args)
  const batch = { ...ref, batch: 0, from: 0, to: 1, acceptRemovals: false }
  return {
    fetch: () => as(activities.fetch, { ...ref, ordinal: 0 }),
    merge: async () => {
      await as(activities.transform, batch)
      await as(activities.upsert, batch)
    },
    close: async () => {
      await as(activities.closeRunRecord, input, runId, { failed: {}, cancelled: false })
      return (
        await database.pool.query('select kind, subject, detail from sync_findings where run_id = $1', [
          runId,
        ])
      ).rows
    },
  }
}

/** The standings in which the first team has this many points a game. */
function standings(points: number): unknown {
  const body = answerTo('leaguestandingsv3') as {
    resultSets: { headers: string[]; rowSet: unknown[][] }[]
  }
  const [set] = body.resultSets
  const row = set?.rowSet[0]
  if (set && row) row[set.headers.indexOf('PointsPG')] = points
  return body
}

async function pointsPerGame(): Promise<unknown> {
  const { rows } = await database.pool.query<{ points: number }>(
    'select max(points_per_game) as points from standings',
  )
  return rows[0]?.points
}

it('a correction is merged although a worker two days ahead brought the value before', async () => {
  league.next('leaguestandingsv3', { body: standings(100) }, { body: standings(90) })
  setAhead()
  const ahead = await runOf('ahead')
  await ahead.fetch()
  await ahead.merge()
  expect(await pointsPerGame()).toBe(100)
  vi.useRealTimers()
  const onTime = await runOf('on time')
  await onTime.fetch()
  await onTime.merge()
  expect(await pointsPerGame()).toBe(90)
  expect(await onTime.close()).not.toContainEqual(expect.objectContaining({ kind: 'note' }))
})

it('a slow answer that is archived last is the older one: it is not merged, and its run says so', async () => {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => (letGo = resolve))
  league.next('leaguestandingsv3', { body: standings(100), after }, { body: standings(90) })
  setAhead()
  const slow = await runOf('slow')
  const waiting = slow.fetch()
  await league.arrival('leaguestandingsv3')
  vi.useRealTimers()
  const quick = await runOf('quick')
  await quick.fetch()
  await quick.merge()
  letGo()
  await waiting
  await slow.merge()
  expect(await pointsPerGame()).toBe(90)
  expect(await slow.close()).toContainEqual({
    kind: 'note',
    subject: 'leaguestandingsv3 2018-19 Regular Season',
    detail: 'an older answer than the one merged: not merged',
  })
})

it.each([
  ['an answer', {}],
  ['a failed attempt', { status: 503 }],
])("%s is dated by the database's clock, not by that of a worker two days ahead", async (_what, answer) => {
  league.next('leaguestandingsv3', { body: standings(100), ...answer })
  setAhead()
  await (await runOf('ahead')).fetch().catch(() => undefined)
  const { rows } = await database.pool.query(
    `select requested_at between now() - interval '1 minute' and fetched_at as requested, fetched_at <= now() as fetched
     from raw_responses`,
  )
  expect(rows).toEqual([{ requested: true, fetched: true }])
})
