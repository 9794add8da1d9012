import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import playerGameLogs from '../../../src/datasets/nba/player-game-logs.js'
import { notMergedNotes } from '../../../src/store/requests/not-merged.js'
import { storePlan } from '../../../src/store/requests/plan.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { mergeAnswer, playerLine, type Answer } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const RUN = 'the run'
const LABEL = 'leaguegamelog players 2018-19'

const DAY_MS = 86_400_000
const daysAhead = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString()

/** An answer with one line of this many points. */
const scored = (value: number, more: Partial<Answer> = {}): Answer => ({
  rows: [playerLine(1, 100, { points: value })],
  ...more,
})

/** Merges an answer of the run, whose plan has the request. */
async function mergeInRun(answer: Answer): Promise<void> {
  const request = { service: 'stats', endpoint: 'x', path: '/x', params: {}, label: LABEL } as const
  await storePlan(database.pool, { runId: RUN, dataset: playerGameLogs.name, source: 'nba' }, [request])
  await mergeAnswer(database.pool, playerGameLogs, { runId: RUN, ...answer })
}

const merge = (answer: Answer) => mergeAnswer(database.pool, playerGameLogs, answer)

async function points(): Promise<unknown> {
  const { rows } = await database.pool.query<{ points: number }>('select points from player_game_logs')
  return rows[0]?.points
}

const notes = () => notMergedNotes(database.pool, RUN, playerGameLogs.name)

const note = (detail: string) => ({
  dataset: playerGameLogs.name,
  kind: 'note',
  subject: LABEL,
  detail,
})

describe('a correction', () => {
  it('replaces what a worker brought whose clock is two days ahead', async () => {
    await merge(scored(10, { at: daysAhead(2) }))
    await mergeInRun(scored(12, { at: daysAhead(0) }))
    expect(await points()).toBe(12)
    expect(await notes()).toEqual([])
  })

  it('replaces what another request brought to a worker whose clock is two days ahead', async () => {
    await merge(scored(10, { at: daysAhead(2), requestKey: 'another' }))
    await merge(scored(12, { at: daysAhead(0) }))
    expect(await points()).toBe(12)
  })

  it('replaces an answer that claims to be of the future', async () => {
    await merge(scored(10, { facts: { bodyTime: daysAhead(2) } }))
    await merge(scored(12, { facts: { bodyTime: daysAhead(0) } }))
    expect(await points()).toBe(12)
  })

  it('that gives no time of its own replaces one that does', async () => {
    await merge(scored(10, { facts: { bodyTime: daysAhead(-1) } }))
    await merge(scored(12))
    expect(await points()).toBe(12)
  })
})

describe('an answer that is late', () => {
  it('since its request was sent before that of the merged one, is not merged, and the run says so', async () => {
    await merge(scored(12, { askedNumber: 7 }))
    await mergeInRun(scored(10, { askedNumber: 6, at: daysAhead(2) }))
    expect(await points()).toBe(12)
    expect(await notes()).toEqual([note('an older answer than the one merged: not merged')])
  })

  it('by the time in its body, from a stale cache, is not merged, and the run says so', async () => {
    await merge(scored(12, { facts: { bodyTime: '2026-01-02T10:00:00.000Z' } }))
    await mergeInRun(scored(10, { facts: { bodyTime: '2026-01-02T09:30:00.000Z' } }))
    expect(await points()).toBe(12)
    expect(await notes()).toEqual([
      note(
        'an answer of 2026-01-02T09:30:00.000Z, older than the one merged, of 2026-01-02T10:00:00.000Z: not merged',
      ),
    ])
  })

  it('and says the same as the merged one is nothing to report', async () => {
    const facts = { contentHash: 'the same' }
    await merge(scored(12, { askedNumber: 7, facts: { ...facts, bodyTime: '2026-01-02T10:00:00.000Z' } }))
    await mergeInRun(
      scored(12, { askedNumber: 6, facts: { ...facts, bodyTime: '2026-01-02T09:30:00.000Z' } }),
    )
    expect(await notes()).toEqual([])
  })

  it('is late again after an equal answer from an older cache came between', async () => {
    const facts = { contentHash: 'the same' }
    await merge(scored(12, { facts: { ...facts, bodyTime: '2026-01-02T10:00:00.000Z' } }))
    await merge(scored(12, { facts: { ...facts, bodyTime: '2026-01-02T09:00:00.000Z' } }))
    await merge(scored(10, { facts: { bodyTime: '2026-01-02T09:30:00.000Z' } }))
    expect(await points()).toBe(12)
  })
})

describe('the last merged answer', () => {
  it('stays that of another run which merged after this run found its own answer equal', async () => {
    const first = await merge(scored(10))
    const other = await merge(scored(12, { askedNumber: 50 }))
    const equalBefore = { unchanged: true, contentHash: `hash of ${first.responseId}` }
    await merge({ rows: [], askedNumber: 51, facts: equalBefore })
    const { rows } = await database.pool.query('select content_hash from request_marks')
    expect(rows).toEqual([{ content_hash: `hash of ${other.responseId}` }])
  })
})
