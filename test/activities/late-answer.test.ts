import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createActivities } from '../../src/activities/index.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import type { Source } from '../../src/sources/source.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { openRun } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
import { SCOPE } from '../store/merge/merging.js'
import { runOf } from '../store/run-of.js'
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

/** The source as a worker sees it whose clock is this far ahead. */
const seenBy = (aheadMs: number): Source => ({
  name: nba.name,
  pace: nba.pace,
  addresses: () => nba.addresses(),
  checkReachable: () => nba.checkReachable(),
  close: () => undefined,
  get: async (...request) => {
    const answer = await nba.get(...request)
    const shifted = (date: Date): Date => new Date(date.getTime() + aheadMs)
    return {
      ...answer,
      requestedAt: shifted(answer.requestedAt),
      respondedAt: shifted(answer.respondedAt),
    }
  },
})

/** A run of the standings on a worker with this clock. */
async function runOn(runId: string, aheadMs = 0) {
  const [run, input] = runOf(runId, ['standings'])
  await openRun(database.pool, run, input)
  const ref = { ...SCOPE, runId, source: 'nba', dataset: 'standings', today: '2026-02-22' } as const
  await storePlan(database.pool, ref, await datasetOf('nba', 'standings').requests(SCOPE, played()))
  const activities = createActivities({ sources: { nba: { client: seenBy(aheadMs), database } } })
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
  const ahead = await runOn('ahead', TWO_DAYS_MS)
  await ahead.fetch()
  await ahead.merge()
  expect(await pointsPerGame()).toBe(100)
  const onTime = await runOn('on time')
  await onTime.fetch()
  await onTime.merge()
  expect(await pointsPerGame()).toBe(90)
  expect(await onTime.close()).not.toContainEqual(expect.objectContaining({ kind: 'note' }))
})

it('a slow answer that is archived last is the older one: it is not merged, and its run says so', async () => {
  let letGo = (): void => undefined
  const after = new Promise<void>((resolve) => (letGo = resolve))
  league.next('leaguestandingsv3', { body: standings(100), after }, { body: standings(90) })
  const slow = await runOn('slow', TWO_DAYS_MS)
  const waiting = slow.fetch()
  await league.arrival('leaguestandingsv3')
  const quick = await runOn('quick')
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
