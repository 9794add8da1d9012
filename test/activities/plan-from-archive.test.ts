import { createHash } from 'node:crypto'
import { MockActivityEnvironment } from '@temporalio/testing'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { answeredByArchive } from '../../src/activities/plan-from-archive.js'
import { transformBatch } from '../../src/activities/transform.js'
import boxScores from '../../src/datasets/nba/box-scores.js'
import { storePlan, type PlannedRequest } from '../../src/store/requests/plan.js'
import { requestKey } from '../../src/store/requests/request-key.js'
import { openRun } from '../../src/store/runs/runs.js'
import { played } from '../datasets/transforming.js'
import { SCOPE } from '../store/merge/merging.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'

const REF = { ...SCOPE, runId: 'again', source: 'nba', dataset: 'box_scores', today: '2019-06-01' } as const

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

let key: string
let stored: readonly PlannedRequest[]
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('again', ['box_scores'], { fromArchive: true }))
  const requests = await boxScores.requests(SCOPE, played('0021800001', '0021800002'))
  const [first] = requests
  if (first === undefined) throw new Error('no request')
  key = requestKey('nba', first)
  stored = await storePlan(database.pool, REF, requests)
})

/** Archives an answer of another run to the first request. */
async function archived(
  madeAt: string,
  fetchedAt: string,
  { canary = false }: { readonly canary?: boolean } = {},
): Promise<number> {
  const body = Buffer.from(JSON.stringify({ meta: { time: madeAt } }))
  const sha256 = createHash('sha256').update(body).digest('hex')
  await database.pool.query(
    `insert into raw_bodies (sha256, encoding, body, received_bytes, decoded_bytes, stored_at) values ($1, 'identity', $2, $3, $3, now())
     on conflict do nothing`,
    [sha256, body, body.length],
  )
  const { rows } = await database.pool.query<{ response_id: number }>(
    `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, canary, outcome, sha256, requested_at, fetched_at)
     values ('before', 'nba', 'box_scores', 'x', $1, '{}', '/', 1, $2, 'answered', $3, $4, $4) returning response_id`,
    [key, canary, sha256, fetchedAt],
  )
  return rows[0]?.response_id ?? 0
}

const plan = (of = stored): Promise<readonly PlannedRequest[]> =>
  new MockActivityEnvironment().run(() => answeredByArchive(database.pool, REF, boxScores, of))

it('takes the latest archived answer, and gives up what the archive lacks', async () => {
  await archived('2019-01-01T10:00:00Z', '2019-01-01T10:00:01Z')
  const later = await archived('2019-01-02T10:00:00Z', '2019-01-02T10:00:01Z')
  await archived('2019-01-03T10:00:00Z', '2019-01-03T10:00:01Z', { canary: true })
  expect(await plan()).toMatchObject([
    { state: 'answered', responseId: later },
    { state: 'failed', error: 'not in the archive' },
  ])
})

it('leaves out a later answer whose body comes from a stale cache', async () => {
  await archived('2019-01-01T10:00:00Z', '2019-01-01T10:00:01Z')
  const fresh = await archived('2019-01-03T10:00:00Z', '2019-01-03T10:00:01Z')
  await archived('2019-01-02T10:00:00Z', '2019-01-04T10:00:01Z')
  expect(await plan()).toMatchObject([{ responseId: fresh }, { state: 'failed' }])
})

it('takes the answer that was fetched here, however new an imported one is', async () => {
  const imported = await archived('2019-01-05T10:00:00Z', '2019-01-05T10:00:01Z')
  await database.pool.query(
    'update raw_responses set imported_at = now(), asked_number = asked_number - 1000 where response_id = $1',
    [imported],
  )
  const own = await archived('2019-01-01T10:00:00Z', '2019-01-01T10:00:01Z')
  expect(await plan()).toMatchObject([{ responseId: own }, { state: 'failed' }])
})

it('answers a plan that an attempt before it left without answers, and changes no other', async () => {
  const first = await archived('2019-01-01T10:00:00Z', '2019-01-01T10:00:01Z')
  const planned = await plan()
  expect(planned).toMatchObject([{ responseId: first }, { state: 'failed' }])
  await archived('2019-01-02T10:00:00Z', '2019-01-02T10:00:01Z')
  expect(await plan(planned)).toEqual(planned)
})

it('an answer whose body went in the meantime does not pass for merged', async () => {
  await archived('2019-01-01T10:00:00Z', '2019-01-01T10:00:01Z')
  await plan()
  await database.pool.query('delete from raw_bodies')
  const batch = { ...REF, batch: 0, from: 0, to: 2, acceptRemovals: false }
  await expect(transformBatch(database.pool, boxScores, batch)).rejects.toThrow(
    'boxscoretraditionalv3 0021800001: the body of its archived answer is gone; another sync asks for it again',
  )
})
