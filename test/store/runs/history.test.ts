import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storeBatch, type RefusedRow } from '../../../src/store/merge/batches.js'
import { quarantinedRows } from '../../../src/store/runs/history.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { SCOPE, storeResponse } from '../merge/merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

/** Puts a row of an answer into quarantine; `about`: the game, team or player of the answer's request. */
async function refuse(dataset: string, source: unknown, about: string | null): Promise<RefusedRow> {
  const request = { runId: 'run', dataset, requestKey: dataset, at: '2019-01-01' }
  const responseId = await storeResponse(database.pool, request)
  await database.pool.query(
    `insert into sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, about, response_id)
     values ('run', $1, 0, $1, 'stats', 'x', '{}', 'x', $2, $3)`,
    [dataset, about, responseId],
  )
  const row = { table: dataset, responseId, rowNumber: 3, reason: 'wrong', source }
  await storeBatch(database.pool, { runId: 'run', dataset, batch: 0, ...SCOPE }, [], new Map(), [row], 1)
  return row
}

describe('a row in quarantine', () => {
  it('is about the game of its request', async () => {
    const { responseId } = await refuse('box_scores', { personId: 1 }, '0021800001')
    expect(await quarantinedRows(database.pool, 'run')).toEqual([
      {
        dataset: 'box_scores',
        table: 'box_scores',
        responseId,
        about: '0021800001',
        rowNumber: 3,
        reason: 'wrong',
      },
    ])
  })

  it('is about the game that it names, where the request is about a season', async () => {
    await refuse('player_game_logs', ['22018', 1610612737, '0021800002', 20], null)
    expect(await quarantinedRows(database.pool, 'run')).toMatchObject([{ about: '0021800002' }])
  })

  it('is about nothing in particular, where neither tells', async () => {
    await refuse('players', [2544, null], null)
    expect(await quarantinedRows(database.pool, 'run')).toMatchObject([{ about: null }])
  })
})
