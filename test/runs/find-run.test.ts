import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Session } from '../../src/connect/session.js'
import type { SourceName } from '../../src/contracts/source-names.js'
import { reconciledByName, runByName, type FindOptions } from '../../src/runs/find-run.js'
import { readSettings, type Settings } from '../../src/settings.js'
import { EMBEDDED_DATABASES } from '../../src/stack/index.js'
import { openDatabase, type Database } from '../../src/store/database/database.js'
import { openRun } from '../../src/store/runs/runs.js'
import { localTime } from '../../src/text/local-time.js'
import { runOf } from '../store/run-of.js'
import { asSuperuser, createTestDatabase, type TestDatabase } from '../support/database.js'
import { BACKFILL, BACKFILL_STARTED, RUNS, startedAt, storeRecords } from './records.js'

let folder: string
let database: TestDatabase
let settings: Settings
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-names-'))
  database = await createTestDatabase()
  settings = readSettings({ SEASON_SYNC_HOME: join(folder, 'state'), DATABASE_URL: database.url })
  await storeRecords(database)
})
afterAll(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What a name stands for, in a database without a Temporal. */
const find = (name: string, options: FindOptions = {}, source?: SourceName) =>
  reconciledByName(settings, { database, source } as unknown as Session, name, options)

describe('a run is named by', () => {
  it.each([
    ["'latest'", 'latest', 'runningAlone'],
    ['its id', RUNS.today, 'today'],
    ['the beginning of its id', RUNS.runningAlone.slice(0, 8), 'runningAlone'],
    ['its season: the newest of it', '2018-19', 'playoffs'],
    ['its season as people write it', '2018/2019', 'playoffs'],
    ['a season of another source', '2020-21', 'ofSandbox'],
    ['the id of its workflow', 'season-sync/nba/2018-19/playoffs', 'playoffs'],
    ["the id of a dataset's workflow", 'season-sync/nba/2018-19/regular-season/player-game-logs', 'regular'],
    ["the id of the workflow of today's games", 'season-sync/nba/2018-19/regular-season/today', 'today'],
    ['the id of a workflow below that', 'season-sync/nba/2018-19/regular-season/today/games', 'today'],
  ] as const)('%s', async (_, name, run) => {
    expect(await find(name)).toMatchObject({ kind: 'sync', run: { runId: RUNS[run] } })
  })
})

it('a backfill is named by the id of its workflow; where a sync is wanted, the error names the backfill', async () => {
  const name = 'season-sync/nba/backfill'
  expect(await find(name)).toMatchObject({ kind: 'backfill', backfill: { backfillId: BACKFILL } })
  await expect(find(name, { syncsOnly: true })).rejects.toThrow(
    `${BACKFILL} is a backfill; its runs are listed by: season-sync show ${BACKFILL}`,
  )
})

it('the newest sync of a season is told from those of its other types', async () => {
  const told: string[] = []
  const { runId } = await runByName(settings, { database } as unknown as Session, '2018-19', {
    onChoice: (sentence) => told.push(sentence),
  })
  expect(runId).toBe(RUNS.playoffs)
  expect(told).toEqual([
    `The newest sync of 2018-19 is of Playoffs; the others: Regular Season (${RUNS.today})`,
  ])
})

it('a season of one type is chosen without a word', async () => {
  await find('2022-23', { onChoice: (sentence) => expect.fail(sentence) })
})

it('the beginning of several ids is answered with season, outcome and time of the newest five', async () => {
  const line = (name: keyof typeof RUNS, what: string): string =>
    `${RUNS[name]} (${what}, ${localTime(startedAt(name))})`
  await expect(find('01a207b2')).rejects.toThrow(
    `Several runs begin with 01a207b2: ${[
      line('ofSandbox', '2020-21 Regular Season, succeeded'),
      line('playoffs', '2018-19 Playoffs, succeeded'),
      line('today', '2018-19 Regular Season, succeeded'),
      line('regular', '2018-19 Regular Season, partial'),
      `${BACKFILL} (backfill of 1996-97..1997-98 Regular Season, succeeded, ${localTime(BACKFILL_STARTED)})`,
    ].join(', ')}; give more of the id.`,
  )
  await expect(find('01a207b')).rejects.toThrow(/^(?:[^(]+\([^)]+\)){5} and 3 more; give more of the id\.$/)
})

it.each([
  ['2017-18', 'There is no sync of 2017-18; see: season-sync history.'],
  ['2018-20', /^.*2018-20.*2018-19.*$/],
  [
    'season-sync/nba/2017-18/playoffs',
    'There is no run of the workflow season-sync/nba/2017-18/playoffs; see: season-sync history.',
  ],
  ['ffffffff', 'There is no run ffffffff; see: season-sync history.'],
  ['%', "'%' is not a run id; see: season-sync history."],
])('nothing is known of %s', async (name, sentence) => {
  await expect(find(name)).rejects.toThrow(sentence)
})

it('a season of which only another source has syncs has none', async () => {
  await expect(find('2020-21', {}, 'nba')).rejects.toThrow('There is no sync of 2020-21')
})

describe('a running sync of a season', () => {
  const running = { running: true }

  it('is found by the season, whatever its type', async () => {
    expect(await find('2022-23', running)).toMatchObject({ run: { runId: RUNS.runningAlone } })
  })

  it('is never chosen among several: the error names them', async () => {
    await expect(find('2021-22', running)).rejects.toThrow(
      new RegExp(
        `^Several syncs of 2021-22 are running: ${RUNS.runningPlayoffs} \\(2021-22 Playoffs, running, .*\\), ${RUNS.running} \\(.*\\); name one by its id\\.$`,
      ),
    )
  })

  it('is none that has ended', async () => {
    await expect(find('2018-19', running)).rejects.toThrow('There is no sync of 2018-19')
  })
})

describe('a run that the database does not have', () => {
  let sandbox: Database
  beforeAll(async () => {
    const url = new URL(database.url)
    await asSuperuser(
      `create database ${EMBEDDED_DATABASES.sandbox} template ${new URL(inject('templateUrl')).pathname.slice(1)} owner ${url.username}`,
    )
    url.pathname = `/${EMBEDDED_DATABASES.sandbox}`
    sandbox = openDatabase(url.href, 'check')
    await openRun(sandbox.pool, ...runOf(OF_SANDBOX, ['games']))
  })
  afterAll(async () => {
    await sandbox.close()
    await asSuperuser(`drop database ${EMBEDDED_DATABASES.sandbox} with (force)`)
  })

  const OF_SANDBOX = '01a207b9-0000-7000-8000-000000000009'
  /** The same as of the embedded stack, whose databases are in one Postgres. */
  const findEmbedded = (name: string) => {
    const embedded = readSettings({ SEASON_SYNC_HOME: join(folder, 'state') })
    const session = { database, databaseUrl: database.url, source: undefined }
    return reconciledByName(embedded, session as unknown as Session, name)
  }

  it.each([OF_SANDBOX, OF_SANDBOX.slice(0, 8)])('by %s is named with its own source', async (name) => {
    await expect(findEmbedded(name)).rejects.toThrow(
      `Run ${OF_SANDBOX} is of the source sandbox; add --source sandbox, as in: season-sync show ${OF_SANDBOX} --source sandbox`,
    )
  })

  it('by an id that no source has is looked for in the history', async () => {
    await expect(findEmbedded('01a207ff')).rejects.toThrow(
      'There is no run 01a207ff; see: season-sync history.',
    )
  })

  it('is not looked for elsewhere where a database is configured', async () => {
    await expect(find(OF_SANDBOX)).rejects.toThrow(`There is no run ${OF_SANDBOX}; see: season-sync history.`)
  })
})
