import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import teams from '../../../src/datasets/nba/teams.js'
import { inTransaction } from '../../../src/store/database/database.js'
import { readBatch, storeBatch, type BatchTable, type RefusedRow } from '../../../src/store/merge/batches.js'
import { mergeBatch } from '../../../src/store/merge/merge.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { SCOPE } from './merging.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const key = { runId: 'run', dataset: 'teams', batch: 2, ...SCOPE }

const store = (tables: Record<string, BatchTable>, quarantined: readonly RefusedRow[] = []) =>
  storeBatch(database.pool, key, [], new Map(Object.entries(tables)), quarantined, 1)

const read = () => inTransaction(database.pool, (client) => readBatch(client, key))

const refused = (source: unknown, reason = 'bad', rowNumber = 0): RefusedRow => ({
  table: 'teams',
  responseId: 1,
  rowNumber,
  reason,
  source,
})

const quarantine = async () =>
  (await database.pool.query('select row_number, reason, row from quarantined_rows order by row_number')).rows

describe('a batch', () => {
  it('is read as it was stored', async () => {
    await store({ teams: { rows: 2, text: [Buffer.from('1\tÖ\n'), Buffer.from('2\t\\N\n')] } })
    const batch = await read()
    expect(batch?.tables.get('teams')).toEqual({ rows: 2, data: Buffer.from('1\tÖ\n2\t\\N\n') })
  })

  it('that is stored again is replaced', async () => {
    await store({
      teams: { rows: 1, text: [Buffer.from('1\n')] },
      team_seasons: { rows: 1, text: [Buffer.from('1\n')] },
    })
    await store({ teams: { rows: 1, text: [Buffer.from('2\n')] } })
    const batch = await read()
    expect([...(batch?.tables ?? [])]).toEqual([['teams', { rows: 1, data: Buffer.from('2\n') }]])
  })

  it('that was merged already is not stored again', async () => {
    await store({})
    await mergeBatch(database.pool, key, teams.tables, { acceptRemovals: false })
    await store({ teams: { rows: 1, text: [Buffer.from('1\n')] } }, [refused(['late'])])
    expect(await read()).toBeUndefined()
    expect(await quarantine()).toEqual([])
  })

  it('that was not stored is read as undefined', async () => {
    expect(await read()).toBeUndefined()
  })
})

describe('a refused row', () => {
  it('is stored with its reason, its row number and its values', async () => {
    await store({}, [refused(['a', 1, null], 'PTS -1: too small', 7)])
    expect(await quarantine()).toEqual([{ row_number: 7, reason: 'PTS -1: too small', row: ['a', 1, null] }])
  })

  it('that is stored again is there once', async () => {
    await store({}, [refused(['a'])])
    await store({}, [refused(['a'])])
    expect(await quarantine()).toHaveLength(1)
  })

  it.each([
    ['a NUL character', 'a\u0000b', 'a\ufffdb'],
    ['half a surrogate pair', 'a\ud83cb', 'a\ufffdb'],
    ['the other half of a surrogate pair', '\udfc0', '\ufffd'],
    ['a whole surrogate pair', '🏀', '🏀'],
    ['text that only looks like an escape', '\\u0000 \\ud83c', '\\u0000 \\ud83c'],
    ['a backslash before a NUL character', '\\\u0000', '\\\ufffd'],
  ])('may contain %s', async (_, text, kept) => {
    await store({}, [refused([text], text)])
    expect(await quarantine()).toEqual([{ row_number: 0, reason: kept, row: [kept] }])
  })
})
