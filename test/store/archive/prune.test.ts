import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { pruneArchive, type Pruned } from '../../../src/store/archive/prune.js'
import { inTransaction } from '../../../src/store/database/database.js'
import { closeRun, openRun } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { waitUntilBlocked } from '../../support/waiting.js'
import { runOf } from '../run-of.js'
import { hashOf, ownAnswer } from './own-answer.js'

const KEY = 'nba stats/a?'

let database: TestDatabase
/** The older of two answers to a request, of a run that has ended. */
let older: number
let latest: number
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('r1', ['box_scores']))
  await closeRun(database.pool, 'r1', { outcome: 'succeeded', cause: null, verifiedBy: null, players: 0 })
  older = await ownAnswer(database.pool, { requestKey: KEY, text: 'older' })
  latest = await ownAnswer(database.pool, { requestKey: KEY, text: 'latest' })
})

const query = async <T extends object>(sql: string): Promise<T[]> => (await database.pool.query<T>(sql)).rows
const prune = (dryRun = false): Promise<Pruned> =>
  pruneArchive(database.pool, { dryRun, onProgress: () => undefined })
const answers = async (): Promise<readonly number[]> =>
  (await query<{ response_id: number }>('select response_id from raw_responses order by 1')).map(
    ({ response_id }) => response_id,
  )
const bodies = async (): Promise<readonly string[]> =>
  (await query<{ sha256: string }>('select sha256 from raw_bodies')).map(({ sha256 }) => sha256).toSorted()

const mark = (response: number, content: number | null): string =>
  `insert into request_marks (dataset, season, season_type, request_key, content_hash, transform_version, response_id, content_response_id, fetched_at, rows, quarantined, run_id)
   values ('box_scores', '2018-19', 'Regular Season', '${KEY}', 'h', 1, ${response}, ${content}, now(), 1, 0, 'r1')`
const change = (before: number | null, after: number | null): string =>
  `insert into row_changes (table_name, row_key, column_name, run_id, old_response_id, new_response_id, cause, changed_at)
   values ('teams', '{}', 'x', 'r1', ${before}, ${after}, 'source', now())`

describe('prune', () => {
  it('removes an answer that nothing needs, with its body, and says what it freed', async () => {
    const before = await query<{ n: number }>(
      `select received_bytes as n from raw_bodies where sha256 = '${hashOf('older')}'`,
    )
    const freed = { answers: 1, bodies: 1, bytes: before[0]?.n }
    expect(await prune(true)).toEqual(freed)
    expect(await answers()).toEqual([older, latest])
    expect(await prune()).toEqual(freed)
    expect(await answers()).toEqual([latest])
    expect(await bodies()).toEqual([hashOf('latest')])
    expect(await prune()).toEqual({ answers: 0, bodies: 0, bytes: 0 })
  })

  it.each<[string, () => Promise<unknown>]>([
    [
      'a stored value',
      () =>
        query(`insert into teams (team_id, abbreviation, full_name, latest_season, run_id, response_id, synced_at, first_synced_at)
               values (1, 'A', 'A', '2018-19', 'r1', ${older}, now(), now())`),
    ],
    ['the new value of a ledger entry', () => query(change(null, older))],
    ['the old value of a ledger entry', () => query(change(older, null))],
    ['a last merged answer', () => query(mark(older, null))],
    ['the content of a last merged answer', () => query(mark(latest, older))],
    [
      'a row in quarantine',
      () =>
        query(`insert into quarantined_rows (run_id, dataset, season, season_type, table_name, response_id, row_number, transform_version, reason, row, quarantined_at)
               values ('r1', 'box_scores', '2018-19', 'Regular Season', 'x', ${older}, 0, 1, 'r', '{}', now())`),
    ],
    ['an open run, which asked for it', () => query(`update sync_runs set outcome = 'running'`)],
    [
      'an open run, which took it over',
      async () => {
        await openRun(database.pool, ...runOf('r2', ['box_scores']))
        await query(
          `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, state, response_id)
           values ('r2', 'box_scores', 0, '${KEY}', 'stats', 'x', '{}', 'x', 'answered', ${older})`,
        )
      },
    ],
  ])('keeps an answer behind %s', async (_, refer) => {
    await refer()
    expect(await prune()).toEqual({ answers: 0, bodies: 0, bytes: 0 })
    expect(await answers()).toEqual([older, latest])
    expect(await bodies()).toEqual([hashOf('latest'), hashOf('older')].toSorted())
  })

  it("keeps an answer behind a value in a table of a user's own dataset", async () => {
    await query(`create table own_rows as select 1 as id, ${older}::bigint as response_id`)
    try {
      expect(await prune()).toMatchObject({ answers: 0 })
    } finally {
      await query('drop table own_rows')
    }
  })

  it('keeps the latest answer that has a body, an imported one too, and the body that a kept answer shares', async () => {
    await query(
      `update raw_responses set imported_at = now(), run_id = null, asked_number = asked_number - 1000000`,
    )
    const shared = await ownAnswer(database.pool, { requestKey: 'nba stats/b?', text: 'older' })
    expect(await prune()).toEqual({ answers: 1, bodies: 0, bytes: 0 })
    expect(await answers()).toEqual([latest, shared])
  })

  it('keeps the record of failed attempts, and removes corrupt bodies', async () => {
    await query(
      `update raw_responses set outcome = 'Unavailable', sha256 = null where response_id = ${older}`,
    )
    await query(`update raw_bodies set sha256 = 'corrupt ' || sha256 where sha256 = '${hashOf('older')}'`)
    expect(await prune()).toMatchObject({ answers: 0, bodies: 1 })
    expect(await answers()).toEqual([older, latest])
  })

  it('keeps a body that an answer gets while it is at work', async () => {
    await query(`delete from raw_responses where response_id = ${older}`) // its body has no answer now
    let pruned: Promise<Pruned> | undefined
    await inTransaction(database.pool, async (client) => {
      await client.query(
        `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, sha256, requested_at, fetched_at)
         select run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, $1, now(), now() from raw_responses`,
        [hashOf('older')],
      )
      pruned = prune()
      await waitUntilBlocked(database.pool, 'lock table sync.raw_bodies')
    })
    await pruned
    expect(await bodies()).toEqual([hashOf('latest'), hashOf('older')].toSorted())
  })
})
