import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import { changesOf } from '../../../src/store/merge/ledger.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, playerLine, playerLines, type StoredAnswer } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const lines = (rows: ReturnType<typeof playerLines>) => mergeAnswer(database.pool, playerGameLogs, { rows })
const changes = async ({ key }: StoredAnswer) => (await changesOf(database.pool, key.runId, {})).changes

/** When the line of player 102 first arrived. */
const firstArrival = async (): Promise<Date | undefined> =>
  (
    await database.pool.query<{ first_synced_at: Date }>(
      'select first_synced_at from player_game_logs where player_id = 102',
    )
  ).rows[0]?.first_synced_at

describe('a row that was removed', () => {
  it('leaves the time of its first arrival in the ledger', async () => {
    await lines(playerLines(1, 3))
    const before = await firstArrival()
    const removed = await lines(playerLines(1, 2))
    const entry = (await changes(removed)).find(({ column }) => column === 'first_synced_at')
    expect(entry).toMatchObject({ cause: 'removal', newValue: null })
    expect(new Date(String(entry?.oldValue))).toEqual(before)
  })

  it('comes back with the time of its first arrival, as one entry with both answers', async () => {
    await lines(playerLines(1, 3))
    const before = await firstArrival()
    const removed = await lines(playerLines(1, 2))
    const back = await lines(playerLines(1, 3))
    expect(back).toMatchObject({ inserted: 1, unchanged: 2 })
    expect(await firstArrival()).toEqual(before)
    expect(await changes(back)).toMatchObject([
      {
        rowKey: { game_id: '0021800001', player_id: 102 },
        column: 'first_synced_at',
        oldValue: null,
        cause: 'return',
        oldResponse: { responseId: removed.responseId },
        newResponse: { responseId: back.responseId },
      },
    ])
  })

  it('keeps the time of its first arrival through a second removal and return', async () => {
    await lines(playerLines(1, 3))
    const before = await firstArrival()
    for (let i = 0; i < 2; i++) {
      await lines(playerLines(1, 2))
      expect(await changes(await lines(playerLines(1, 3)))).toHaveLength(1)
    }
    expect(await firstArrival()).toEqual(before)
  })

  it('does not make another new row one that returns', async () => {
    await lines(playerLines(1, 3))
    await lines(playerLines(1, 2))
    const other = await lines([...playerLines(1, 2), playerLine(1, 150)])
    expect(other).toMatchObject({ inserted: 1 })
    expect(await changes(other)).toEqual([])
  })

  it('comes back as a return where the ledger has no first arrival', async () => {
    await lines(playerLines(1, 3))
    await lines(playerLines(1, 2))
    await database.pool.query("delete from row_changes where column_name = 'first_synced_at'") // as an earlier build left it
    expect(await changes(await lines(playerLines(1, 3)))).toMatchObject([{ cause: 'return' }])
  })
})
