import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { DoctorCheck } from '../../src/cli/doctor/check.js'
import { checkNode } from '../../src/cli/doctor/machine.js'
import { reserveSlot } from '../../src/store/pace/pace.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { startTinyLeague, type TinyLeague } from '../support/tiny-league.js'
import { httpProxy, PROXY_LOGIN } from '../sources/http/proxy-server.js'
import { CommandLine } from './command-line.js'

const folder = mkdtempSync(join(tmpdir(), 'season-sync-doctor-'))
let league: TinyLeague
let database: TestDatabase
beforeAll(async () => {
  ;[league, database] = await Promise.all([startTinyLeague(), createTestDatabase()])
})
beforeEach(() => league.forget())
afterAll(async () => {
  await Promise.all([league.close(), database.close()])
  rmSync(folder, { recursive: true, force: true })
})

interface Doctor {
  readonly healthy: boolean
  readonly checks: readonly DoctorCheck[]
}

/** The checks by name, of a person with these settings and the tiny league as the NBA. */
async function checks(more: Readonly<Record<string, string>> = {}): Promise<Record<string, DoctorCheck>> {
  const cli = new CommandLine({
    SEASON_SYNC_HOME: join(folder, 'state'),
    NBA_STATS_URL: league.url,
    NBA_CDN_URL: league.url,
    ...more,
  })
  const { checks: list } = await cli.json<Doctor>('doctor')
  return Object.fromEntries(list.map((check) => [check.name, check]))
}

it('all is well before the first sync, and the source is asked once', async () => {
  const found = await checks()
  expect(Object.values(found).filter(({ state }) => state !== 'ok')).toEqual([])
  expect(Object.keys(found)).toEqual(
    'node system disk ports postgres schema temporal workers proxy source clock'.split(' '),
  )
  expect(league.asked).toEqual(['leaguestandingsv3'])
})

it('each problem has what to do about it', async () => {
  league.next('leaguestandingsv3', { status: 403, headers: { date: 'Fri, 01 Jan 2021 00:00:00 GMT' } })
  await database.pool.query(
    `update _prisma_migrations set migration_name = 'later' where migration_name = (select max(migration_name) from _prisma_migrations)`,
  )
  const found = await checks({ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:9' })
  expect(found).toMatchObject({
    schema: { state: 'problem', detail: '1 migration behind', advice: 'run: season-sync migrate' },
    temporal: {
      state: 'problem',
      detail: expect.stringMatching(/^Cannot reach Temporal.*TEMPORAL_ADDRESS\.$/),
    },
    source: { state: 'problem', advice: 'check NBA_STATS_URL' },
    clock: { state: 'skipped' },
  })
})

it('of two proxies the dead one is named, and that syncs take the other', async () => {
  const { port } = await httpProxy()
  const found = await checks({
    NBA_PROXY: `http://127.0.0.1:9,http://${PROXY_LOGIN}@127.0.0.1:${port}`,
  })
  const [dead, other] = Object.values(found).filter(({ name }) => name.startsWith('source via'))
  expect(dead).toMatchObject({
    name: 'source via 127.0.0.1:9',
    state: 'warning',
    advice: 'check this proxy, or leave it out of NBA_PROXY; syncs use the others',
  })
  expect(other).toMatchObject({ state: 'ok' })
  expect(found.clock).toMatchObject({ state: 'ok' })
  expect(league.asked).toEqual(['leaguestandingsv3'])
})

it('of two dead proxies each is a problem, and no sync is promised', async () => {
  const found = await checks({ NBA_PROXY: 'http://127.0.0.1:9,http://127.0.0.1:10' })
  const dead = Object.values(found).filter(({ name }) => name.startsWith('source via'))
  expect(dead.map(({ state, advice }) => [state, advice])).toEqual([
    ['problem', 'check this proxy, or leave it out of NBA_PROXY'],
    ['problem', 'check this proxy, or leave it out of NBA_PROXY'],
  ])
  expect(found.clock).toMatchObject({ state: 'skipped' })
})

it('a clock that is wrong is told by the time of the answer', async () => {
  league.next('leaguestandingsv3', { headers: { date: 'Fri, 01 Jan 2021 00:00:00 GMT' } })
  expect(await checks()).toMatchObject({
    source: { state: 'ok' },
    clock: { state: 'problem', detail: expect.stringMatching(/ ahead of the source's$/) },
  })
})

it('an old Node is named', () => {
  expect(checkNode('20.18.3')).toMatchObject({ state: 'problem', advice: 'install Node 20.19 or later' })
  expect(checkNode('22.3.0')).toMatchObject({ state: 'ok' })
})

it('a source on hold is not asked', async () => {
  const other = await createTestDatabase()
  try {
    await reserveSlot(other.pool, 'nba', 1, 1_000)
    await other.pool.query(
      `update source_pace set hold_until = now() + interval '1 hour', hold_reason = 'answered 429'`,
    )
    expect(await checks({ DATABASE_URL: other.url })).toMatchObject({
      source: { state: 'warning', detail: 'not asked: answered 429' },
    })
    expect(league.asked).toEqual([])
  } finally {
    await other.close()
  }
})
