import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Accepted, AcceptanceScope } from '../../../src/store/acceptances/acceptance.js'
import {
  closeAcceptances,
  neverPlayedGames,
  openAcceptances,
  readAcceptances,
  storeAcceptances,
} from '../../../src/store/acceptances/acceptances.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const scope: AcceptanceScope = { source: 'nba', season: '2018-19', seasonType: 'Regular Season' }
const CANCELLED: AcceptanceScope = { ...scope, season: '2012-13' }
const missing: Accepted = {
  dataset: 'box_scores',
  kind: 'missing',
  subject: '0021800001',
  detail: 'played on 2018-10-16',
  neverAsk: false,
}
const neverPlayed: Accepted = { ...missing, dataset: null, kind: null, detail: null, neverAsk: true }

/** The ends of an acceptance, and the times that record them. */
const ENDS = [
  ['ended', { endedAt: expect.any(Date), revokedAt: null }],
  ['revoked', { endedAt: null, revokedAt: expect.any(Date) }],
] as const

describe('a person accepts', () => {
  it('findings, which are open then', async () => {
    expect(await storeAcceptances(database.pool, scope, 'none there', [missing, neverPlayed])).toBe(2)
    expect(await openAcceptances(database.pool, scope)).toMatchObject([
      { ...neverPlayed, reason: 'none there', origin: 'person' },
      { ...missing, source: 'nba', season: '2018-19', seasonType: 'Regular Season', revokedAt: null },
    ])
  })

  it('what is accepted already, which changes nothing', async () => {
    await storeAcceptances(database.pool, scope, 'first', [missing, neverPlayed])
    expect(await storeAcceptances(database.pool, scope, 'second', [missing, missing, neverPlayed])).toBe(0)
    const open = await openAcceptances(database.pool, scope)
    expect(open.map(({ reason }) => reason)).toEqual(['first', 'first'])
  })

  it('a finding of one season and type, not of others', async () => {
    await storeAcceptances(database.pool, scope, 'none there', [missing])
    expect(await openAcceptances(database.pool, { ...scope, seasonType: 'Playoffs' })).toEqual([])
    expect(await openAcceptances(database.pool, { ...scope, season: '2017-18' })).toEqual([])
    expect(await openAcceptances(database.pool, { ...scope, source: 'sandbox' })).toEqual([])
  })

  it('a finding again after its acceptance has ended', async () => {
    await storeAcceptances(database.pool, scope, 'first', [missing])
    await closeAcceptances(database.pool, await openAcceptances(database.pool, scope), 'ended')
    expect(await storeAcceptances(database.pool, scope, 'second', [missing])).toBe(1)
    expect(await openAcceptances(database.pool, scope)).toMatchObject([{ reason: 'second' }])
  })
})

describe('a closed acceptance', () => {
  it.each(ENDS)('is no longer open and stays on record as %s', async (end, times) => {
    await storeAcceptances(database.pool, scope, 'none there', [missing])
    await closeAcceptances(database.pool, await openAcceptances(database.pool, scope), end)
    expect(await openAcceptances(database.pool, scope)).toEqual([])
    expect(await readAcceptances(database.pool, scope)).toMatchObject([{ ...missing, ...times }])
  })

  it('keeps its first end', async () => {
    await storeAcceptances(database.pool, scope, 'none there', [missing])
    const open = await openAcceptances(database.pool, scope)
    await closeAcceptances(database.pool, open, 'ended')
    await closeAcceptances(database.pool, open, 'revoked')
    expect(await readAcceptances(database.pool, scope)).toMatchObject([{ revokedAt: null }])
  })
})

describe('a shipped acceptance', () => {
  it('is open without a row', async () => {
    expect(await openAcceptances(database.pool, CANCELLED)).toMatchObject([
      { id: 'shipped-0021201214', origin: 'shipped', neverAsk: true },
    ])
    expect((await database.pool.query('select from accepted_findings')).rowCount).toBe(0)
  })

  it.each(ENDS)('that was %s is remembered by a row', async (end, times) => {
    const open = await openAcceptances(database.pool, CANCELLED)
    await closeAcceptances(database.pool, open, end)
    await closeAcceptances(database.pool, open, end === 'ended' ? 'revoked' : 'ended')
    expect(await openAcceptances(database.pool, CANCELLED)).toEqual([])
    expect(await readAcceptances(database.pool, CANCELLED)).toMatchObject([{ ...open[0], ...times }])
  })
})

it('games that were never played are those of open acceptances that say so', async () => {
  await storeAcceptances(database.pool, scope, 'cancelled', [
    missing,
    { ...neverPlayed, subject: '0021800002' },
  ])
  expect([...(await neverPlayedGames(database.pool, scope))]).toEqual(['0021800002'])
  expect([...(await neverPlayedGames(database.pool, CANCELLED))]).toEqual(['0021201214'])
  await closeAcceptances(database.pool, await openAcceptances(database.pool, CANCELLED), 'revoked')
  expect([...(await neverPlayedGames(database.pool, CANCELLED))]).toEqual([])
})
