import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { beforeEach, expect, it } from 'vitest'
import { createActivities } from '../../src/activities/index.js'
import type { NbaSource } from '../../src/sources/nba.js'
import { openRun } from '../../src/store/runs/runs.js'
import { runOf } from '../store/run-of.js'
import type { TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { useLeagueSource } from '../support/league-source.js'
import { TEAMS, type TinyLeague } from '../support/tiny-league.js'

let database: TestDatabase
let league: TinyLeague
let source: NbaSource
useLeagueSource((started) => ({ database, league, source } = started))
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('run', ['standings']))
})

const REF = {
  season: '2018-19',
  seasonType: 'Regular Season',
  runId: 'run',
  source: 'nba',
  dataset: 'standings',
  today: '2018-11-20',
} as const
const BATCH = { ...REF, batch: 0, from: 0, to: 1, acceptRemovals: false } as const

const asWorker = () => new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })

it('a batch that is lost before its merge is made again from the archive, without a request', async () => {
  const { plan, fetch, transform, upsert } = createActivities({
    sources: { nba: { client: source, database } },
  })
  await asWorker().run(plan, REF)
  await asWorker().run(fetch, { ...REF, ordinal: 0 })
  await asWorker().run(transform, BATCH)
  await database.pool.query('delete from batch_tables')
  await database.pool.query('delete from batches')
  const counts = await asWorker().run(upsert, BATCH)
  expect(counts).toMatchObject([{ table: 'standings', inserted: TEAMS.length }])
  expect(league.asked).toEqual(['leaguestandingsv3'])
})
