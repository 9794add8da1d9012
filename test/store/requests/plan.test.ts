import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { DatasetRequest } from '../../../src/datasets/dataset.js'
import { giveUpUnanswered, readPlan, storePlan } from '../../../src/store/requests/plan.js'
import { openRun } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('run', ['box_scores']))
})

const ref = { runId: 'run', dataset: 'box_scores', source: 'nba' } as const

const requests = (count: number, prefix = 'game'): DatasetRequest[] =>
  Array.from({ length: count }, (_, i) => ({
    service: 'stats',
    endpoint: 'boxscore',
    path: '/stats/boxscore',
    params: { GameID: `${prefix} ${i}`, LeagueID: '00' },
    label: `boxscore ${prefix} ${i}`,
  }))

const step = async () => (await database.pool.query('select outcome, requests from sync_steps')).rows

it('gives a plan back as it was stored, in its order', async () => {
  const stored = await storePlan(database.pool, ref, requests(30))
  expect(stored.map((planned) => planned.request)).toEqual(requests(30))
  expect(stored.map((planned) => planned.ordinal)).toEqual(Array.from({ length: 30 }, (_, i) => i))
  expect(stored[0]).toMatchObject({ state: 'planned', responseId: null, error: null })
})

it('starts its step with the number of requests', async () => {
  await storePlan(database.pool, ref, requests(3))
  expect(await step()).toEqual([{ outcome: 'running', requests: 3 }])
})

it.each([
  ['other', requests(3, 'other')],
  ['more', requests(5)],
  ['fewer', requests(1)],
])('never changes within a run: %s requests are ignored', async (_, later) => {
  const first = await storePlan(database.pool, ref, requests(3))
  expect(await storePlan(database.pool, ref, later)).toEqual(first)
  expect(await step()).toEqual([{ outcome: 'running', requests: 3 }])
})

it('is one plan when two attempts store it at once', async () => {
  const [one, other] = await Promise.all([
    storePlan(database.pool, ref, requests(40, 'a')),
    storePlan(database.pool, ref, requests(60, 'b')),
  ])
  expect(one).toEqual(other)
  expect(new Set(one?.map((planned) => planned.request.params.GameID?.slice(0, 1))).size).toBe(1)
})

it('is read in parts', async () => {
  await storePlan(database.pool, ref, requests(10))
  const part = await readPlan(database.pool, 'run', 'box_scores', 3, 5)
  expect(part.map((planned) => planned.ordinal)).toEqual([3, 4])
})

it('gives up what has no end of its own when its step has ended', async () => {
  await storePlan(database.pool, ref, requests(3))
  await database.pool.query(
    `update sync_requests set state = case ordinal when 0 then 'failed' else state end,
       error = case when ordinal < 2 then 'answered 503' end`,
  )
  await giveUpUnanswered(database.pool, 'run', 'box_scores')
  expect(await readPlan(database.pool, 'run', 'box_scores')).toMatchObject([
    { state: 'failed', error: 'answered 503' },
    { state: 'failed', error: 'answered 503' },
    { state: 'failed', error: 'was not answered within 24 hours' },
  ])
})
