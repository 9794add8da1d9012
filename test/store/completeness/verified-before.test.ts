import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { datasetOf } from '../../../src/datasets/catalogue.js'
import { basisOf } from '../../../src/store/completeness/verified-before.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

beforeEach(async () => {
  await database.pool.query(
    `truncate nba.games;
     insert into nba.games (season, season_type, game_id, game_date, status, home_team_id, away_team_id, run_id, response_id, synced_at, first_synced_at)
     values ('2018-19', 'Regular Season', '0021801230', '2019-04-10', 1, 1, 2, '', 0, now(), now())`,
  )
})

/** What a verification of the games of 2018-19 on this day depends on. */
const basis = (today: string, name = 'games') =>
  basisOf(database.pool, datasetOf('nba', name), {
    source: 'nba',
    season: '2018-19',
    seasonType: 'Regular Season',
    runId: 'run',
    today,
  })

it('a verification depends on its day until the season is surely over, since games that never come are missing from then on', async () => {
  expect(await basis('2019-04-20')).toBeUndefined()
  expect(await basis('2019-05-31')).toBeUndefined()
  expect(await basis('2019-06-01')).toBeDefined()
})

it('a verification depends on its day as long as a game may still get its result', async () => {
  await database.pool.query(`update nba.games set game_date = '2019-06-05'`)
  expect(await basis('2019-06-08')).toBeUndefined()
  expect(await basis('2019-06-09')).toBeDefined()
})

it('two verifications of one state depend on the same, and each dataset on its own', async () => {
  expect(await basis('2026-01-01')).toBe(await basis('2026-02-01'))
  expect(await basis('2026-01-01', 'team_game_logs')).not.toBe(await basis('2026-01-01'))
})

it('a verification during a merge depends on what may come', async () => {
  const client = await database.pool.connect()
  await client.query('begin; lock table sync.sync_merges in row exclusive mode')
  expect(await basis('2026-01-01')).toBeUndefined()
  await client.query('rollback')
  client.release()
  expect(await basis('2026-01-01')).toBeDefined()
})
