import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { fingerprintOf } from '../../src/datasets/fingerprint.js'
import playByPlay from '../../src/datasets/nba/play-by-play.js'
import playerGameLogs from '../../src/datasets/nba/player-game-logs.js'
import type { Dataset } from '../../src/datasets/dataset.js'
import { reusableAnswers } from '../../src/store/requests/retry.js'
import { openRun } from '../../src/store/runs/runs.js'
import { SCOPE } from '../store/merge/merging.js'
import { runOf } from '../store/run-of.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { emptyTables } from '../support/empty-tables.js'
import { listing, rowsOf, Syncs, type Sync } from './repeated-sync.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

let syncs: Syncs
beforeEach(async () => {
  await emptyTables(database.pool)
  syncs = new Syncs(database.pool, 'nba')
})

const HELD = '0021800002'
const OTHERS = ['0021800001', '0021800003']

/** Answers of which one game's, or the season's, has no score. */
const withoutScores = (dataset: Dataset, column: string): NonNullable<Sync['answer']> => {
  return (request, ordinal) => {
    const rows = rowsOf(dataset, request, ordinal)
    if (request.about !== undefined && request.about !== HELD) return rows
    return Object.fromEntries(
      Object.entries(rows).map(([table, list]) => [table, list.map((row) => ({ ...row, [column]: null }))]),
    )
  }
}

/** What the answers of a run are about that a retry of it need not ask for again. */
async function reused(runId: string, dataset: Dataset): Promise<readonly (string | null)[]> {
  await openRun(database.pool, ...runOf(runId, [dataset.name]))
  const answers = await reusableAnswers(database.pool, runId, {
    ...SCOPE,
    dataset: dataset.name,
    subject: dataset.subject,
    fingerprint: fingerprintOf(dataset),
  })
  const { rows } = await database.pool.query<{ about: string | null }>(
    'select about from sync_requests where run_id = $1 and request_key = any($2) order by about',
    [runId, [...answers.keys()]],
  )
  return rows.map(({ about }) => about)
}

describe('a retry after a run that held something', () => {
  it('of one game of a batch asks for that game alone', async () => {
    await syncs.sync(listing(playByPlay))
    const answer = withoutScores(playByPlay, 'home_score')
    expect(await syncs.sync(listing(playByPlay), { answer })).toMatchObject([{ held: expect.any(Number) }])
    expect(await reused('run 1', playByPlay)).toEqual(OTHERS)
  })

  it('of one game whose answer is merged again, because its rows were changed, asks for that game alone', async () => {
    const answer = withoutScores(playByPlay, 'home_score')
    await syncs.sync(listing(playByPlay), { answer })
    await syncs.sync(listing(playByPlay), { answer })
    await database.pool.query('update play_by_play set home_score = 7')
    await syncs.sync(listing(playByPlay), { answer })
    expect(await reused('run 2', playByPlay)).toEqual(OTHERS)
  })

  it('of a season asks for its answer', async () => {
    await syncs.sync(listing(playerGameLogs))
    await syncs.sync(listing(playerGameLogs), { answer: withoutScores(playerGameLogs, 'points') })
    expect(await reused('run 1', playerGameLogs)).toEqual([])
  })
})

describe('the next sync after a run that held something of one game', () => {
  it('merges the answer about that game again, and skips the others of its batch', async () => {
    await syncs.sync(listing(playByPlay))
    const answer = withoutScores(playByPlay, 'home_score')
    await syncs.sync(listing(playByPlay), { answer })
    await syncs.sync(listing(playByPlay), { answer })
    const { rows } = await database.pool.query(
      `select about from request_marks m join sync_requests q using (run_id, request_key)
       where m.run_id = 'run 2' and m.content_hash = '' order by 1`,
    )
    expect(rows).toEqual([{ about: HELD }])
  })
})
