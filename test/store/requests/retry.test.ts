import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import games from '../../../src/datasets/nba/games.js'
import { retryRequest } from '../../../src/runs/retry.js'
import { reusableAnswers, unfinishedSteps } from '../../../src/store/requests/retry.js'
import { openRun, storeFindings } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, SCOPE, storeAnswer } from '../merge/merging.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const formerGames = { ...games, name: 'schedule' }

const game = (number: number) => ({
  game_id: `002180000${number}`,
  season: SCOPE.season,
  season_type: SCOPE.seasonType,
  game_date: '2018-10-16',
  status: 1,
})

async function planned(ordinal: number, requestKey: string, responseId: number | null): Promise<void> {
  await database.pool.query(
    `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, state, response_id)
     values ('before', 'schedule', $1, $2, 'stats', 'x', '{}', $2, $3, $4)`,
    [ordinal, requestKey, responseId === null ? 'failed' : 'answered', responseId],
  )
}

const reusable = (dataset = 'games') =>
  reusableAnswers(database.pool, 'before', { ...SCOPE, dataset, subject: 'season' })

/** A run whose games were called `schedule`: one answer merged, one archived, one request failed. */
let merged: number
let archived: number
beforeEach(async () => {
  await emptyTables(database.pool)
  await openRun(database.pool, ...runOf('before', ['schedule', 'box_scores']))
  const of = { runId: 'before', requestKey: 'merged' }
  merged = (await mergeAnswer(database.pool, formerGames, { ...of, rows: [game(1)] })).responseId
  const waiting = { runId: 'before-too', requestKey: 'archived', rows: [game(2)] }
  archived = (await storeAnswer(database.pool, formerGames, waiting)).responseId
  await planned(0, 'merged', merged)
  await planned(1, 'archived', archived)
  await planned(2, 'failed', null)
})

describe('a run that knew a dataset by its former name', () => {
  it.each(['games', 'schedule'])('gives a retry that calls it %s its reusable answers', async (name) => {
    expect(await reusable(name)).toEqual(
      new Map([
        ['merged', { responseId: merged, merged: true }],
        ['archived', { responseId: archived, merged: false }],
      ]),
    )
  })

  it('gives a retry no answer with rows in quarantine', async () => {
    await database.pool.query(
      `insert into quarantined_rows (run_id, dataset, season, season_type, table_name, response_id, row_number, transform_version, reason, row, quarantined_at)
       values ('before', 'schedule', $1, $2, 'games', $3, 0, 1, 'why', '{}', now())`,
      [SCOPE.season, SCOPE.seasonType, merged],
    )
    expect([...(await reusable()).keys()]).toEqual(['archived'])
  })

  it('gives a retry no answer of which something was held', async () => {
    await database.pool.query(`update request_marks set content_hash = '' where request_key = 'merged'`)
    expect([...(await reusable()).keys()]).toEqual(['archived'])
  })

  it('gives a retry no answer where verify found a game missing', async () => {
    const finding = { dataset: 'schedule', kind: 'missing', subject: '0021800003', detail: 'why' } as const
    await storeFindings(database.pool, 'before', [finding])
    expect(await reusable()).toEqual(new Map())
  })

  it('is retried under the present names', async () => {
    await database.pool.query(`update sync_steps set outcome = 'succeeded' where dataset <> 'schedule'`)
    expect(await unfinishedSteps(database.pool, 'before')).toEqual(['games'])
    const run = { ...SCOPE, runId: 'before', datasets: ['schedule', 'box_scores'] }
    // Box scores are planned from the games.
    expect(await retryRequest(database.pool, 'nba', run)).toMatchObject({ only: ['games', 'box_scores'] })
  })
})
