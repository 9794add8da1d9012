import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import { heldSubjects } from '../../../src/store/merge/held-findings.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, playerLines } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

/** Merges the lines of so many games, then those of the first alone, without their points. */
async function shrunkenFrom(games: number) {
  await mergeAnswer(database.pool, playerGameLogs, { rows: playerLines(games, 5) })
  const rows = playerLines(1, 5).map((row) => ({ ...row, points: null }))
  const { key } = await mergeAnswer(database.pool, playerGameLogs, { rows })
  return heldSubjects(database.pool, key.runId, 'player_game_logs')
}

describe('what a run held of a dataset', () => {
  it('has a subject for each game and column', async () => {
    const held = await shrunkenFrom(3)
    expect(held.map(({ subject }) => subject)).toEqual(['points', '0021800002', '0021800003'])
    expect(held[1]?.detail).toMatch(/^the answer lacks 5 stored rows; kept, since /)
  })

  it('lists a hundred subjects and counts the others', async () => {
    const held = await shrunkenFrom(121)
    expect(held).toHaveLength(101)
    expect(held.at(-1)).toEqual({ subject: 'player_game_logs', detail: 'and 21 more are held' })
  })

  it('is nothing where nothing was held', async () => {
    const { key } = await mergeAnswer(database.pool, playerGameLogs, { rows: playerLines(1) })
    expect(await heldSubjects(database.pool, key.runId, 'player_game_logs')).toEqual([])
  })

  it('is named by its table where an earlier build merged', async () => {
    await database.pool.query(
      `insert into sync_merges (run_id, dataset, batch, table_name, inserted, updated, unchanged, removed, held, quarantined, merged_at)
       values ('run', 'player_game_logs', 0, 'player_game_logs', 0, 0, 0, 0, 3, 0, now())`,
    )
    expect(await heldSubjects(database.pool, 'run', 'player_game_logs')).toEqual([
      {
        subject: 'player_game_logs',
        detail: expect.stringMatching(/^the answer lacks 3 stored rows; kept/),
      },
    ])
  })
})
