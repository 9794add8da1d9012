import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { MockActivityEnvironment } from '@temporalio/testing'
import { DefaultLogger } from '@temporalio/worker'
import { beforeEach, describe, expect, it } from 'vitest'
import { createFetch } from '../../src/activities/fetch.js'
import { createTransform } from '../../src/activities/transform.js'
import { datasetOf } from '../../src/datasets/catalogue.js'
import type { NbaSource } from '../../src/sources/nba.js'
import { storePlan } from '../../src/store/requests/plan.js'
import { openRun } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
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

const SCOPE = { season: '2018-19', seasonType: 'Regular Season' } as const
const REF = { ...SCOPE, runId: 'run', source: 'nba', dataset: 'standings' } as const

const asWorker = () => new MockActivityEnvironment({}, { logger: new DefaultLogger('ERROR') })

/** Every encoding in which servers send a body. */
const ENCODINGS: readonly [name: string, header: string, pack: (text: string) => Buffer][] = [
  ['no encoding', 'identity', (text) => Buffer.from(text)],
  ['gzip', 'gzip', (text) => gzipSync(text)],
  ['gzip by its old name', 'x-gzip', (text) => gzipSync(text)],
  ['deflate', 'deflate', (text) => deflateSync(text)],
  ['deflate without its frame', 'deflate', (text) => deflateRawSync(text)],
  ['brotli', 'br', (text) => brotliCompressSync(text)],
]

describe('an answer in', () => {
  it.each(ENCODINGS)('%s is fetched, archived as received and transformed', async (_, header, pack) => {
    const requests = await datasetOf('nba', 'standings').requests(SCOPE, played())
    await storePlan(database.pool, REF, requests)
    league.next('leaguestandingsv3', { headers: { 'content-encoding': header }, pack })
    const deps = { sources: { nba: { client: source, database } } }

    await asWorker().run(createFetch(deps), { ...REF, ordinal: 0, today: '2026-02-22' })
    const { rows } = await database.pool.query<{ body: Buffer }>('select body from raw_bodies')
    expect(rows).toHaveLength(1)

    const batch = { ...REF, batch: 0, from: 0, to: 1, acceptRemovals: false }
    expect(await asWorker().run(createTransform(deps), batch)).toMatchObject({
      answered: 1,
      rows: TEAMS.length,
      quarantined: 0,
    })
  })
})
