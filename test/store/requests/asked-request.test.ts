import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import { readAsked } from '../../../src/store/requests/asked-request.js'
import { storePlan } from '../../../src/store/requests/plan.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const requestOf = (season: string): DatasetRequest => ({
  service: 'stats',
  endpoint: 'leaguegamelog',
  path: '/stats/leaguegamelog',
  params: { Season: season },
  label: `leaguegamelog ${season}`,
})

const read = (runId: string, ordinal: number) =>
  readAsked(database.pool, {
    runId,
    dataset: 'teams',
    ordinal,
    season: '2018-19',
    seasonType: 'Regular Season',
  })

const planOf = (runId: string, dataset: string, ...seasons: string[]) =>
  storePlan(database.pool, { runId, dataset, source: 'nba' }, seasons.map(requestOf))

it('requests that are read at the same time each have their own plan and attempts', async () => {
  const [, second] = await planOf('run', 'teams', '2017-18', '2018-19')
  await planOf('other', 'teams', '2018-19')
  await database.pool.query(
    `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, canary, outcome, sha256, requested_at, fetched_at)
     select case n when 4 then 'other' else 'run' end, 'nba', 'teams', 'leaguegamelog', $1, '{}', '', n, n = 5,
            (array['Blocked', 'Blocked', 'Cancelled', 'answered', 'Blocked'])[n], case n when 4 then 'hash' end, now(), now()
     from generate_series(1, 5) n`,
    [second?.requestKey],
  )
  const asked = await Promise.all([read('run', 1), read('run', 0), read('other', 0)])
  const labelled = asked.map(({ planned, ...rest }) => ({ label: planned.request.label, ...rest }))
  const none = { isAnsweredElsewhere: false, outcomes: {}, lastHash: null, merged: null }
  expect(labelled).toEqual([
    { ...none, label: 'leaguegamelog 2018-19', outcomes: { Blocked: 2 }, lastHash: 'hash' },
    { ...none, label: 'leaguegamelog 2017-18' },
    { ...none, label: 'leaguegamelog 2018-19', outcomes: { answered: 1 }, lastHash: 'hash' },
  ])
})

it('a request that another dataset of the run has an answer to is known by it', async () => {
  await planOf('run', 'teams', '2018-19')
  await planOf('run', 'team_game_logs', '2018-19')
  await database.pool.query(
    `update sync_requests set state = 'answered', response_id = 1 where dataset = 'team_game_logs'`,
  )
  expect(await read('run', 0)).toMatchObject({ isAnsweredElsewhere: true })
})

it('a request that is in no plan is a failure of its own', async () => {
  await planOf('run', 'teams', '2018-19')
  const ends = await Promise.allSettled([read('run', 0), read('run', 1)])
  expect(ends).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { message: 'request 1 of teams is not in the plan' } },
  ])
})

it('a request has the last merged answer of its season that brought rows', async () => {
  const [first] = await planOf('run', 'teams', '2018-19')
  const merge = (season: string, rows: number) =>
    database.pool.query(
      `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, fetched_at, rows, quarantined, run_id, fingerprint, fingerprint_run_id)
       values ('teams', $1, 'Regular Season', $2, 'hash', 3, 1, now(), $3, 0, 'before', 'print', 'before')
       on conflict (dataset, season, season_type, request_key) do update set rows = excluded.rows`,
      [season, first?.requestKey, rows],
    )
  await merge('2017-18', 30)
  expect(await read('run', 0)).toMatchObject({ merged: null })
  await merge('2018-19', 0)
  expect(await read('run', 0)).toMatchObject({ merged: null })
  await merge('2018-19', 30)
  expect(await read('run', 0)).toMatchObject({ merged: { contentHash: 'hash', fingerprint: 'print' } })
})
