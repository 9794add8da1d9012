import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstRows, queryRows, streamRows } from '../../../src/store/reading/query.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function streamed(sql: string, format: 'csv' | 'json'): Promise<string> {
  const out = new PassThrough()
  const written = text(out)
  await streamRows(database.pool, sql, format, out)
  out.end()
  return await written
}

describe('a query', () => {
  it('gives its first rows, and whether there are more', async () => {
    const sql = 'select n, null as nothing from generate_series(1, 3) n;'
    expect(await firstRows(database.pool, sql, 2)).toEqual({
      columns: [
        { name: 'n', type: 'int4' },
        { name: 'nothing', type: 'text' },
      ],
      rows: [
        [1, null],
        [2, null],
      ],
      more: true,
    })
    expect(await firstRows(database.pool, sql, 3)).toMatchObject({ more: false })
  })

  it('without rows still tells its columns', async () => {
    expect(await firstRows(database.pool, 'select 1 as one where false', 5)).toEqual({
      columns: [{ name: 'one', type: 'int4' }],
      rows: [],
      more: false,
    })
  })

  it('gives all rows as objects', async () => {
    const rows = await queryRows<{ n: number }>(database.pool, 'select n from generate_series(1, 2500) n')
    expect(rows).toHaveLength(2500)
    expect(rows.at(-1)).toEqual({ n: 2500 })
  })

  it('is written as CSV', async () => {
    expect(await streamed(`select 1 as a, 'x, "y"' as b, null as c -- end`, 'csv')).toBe(
      'a,b,c\n1,"x, ""y""",\n',
    )
  })

  it.each([
    ['select n from generate_series(1, 1001) n', 1001],
    ['select 1 where false', 0],
  ])('is written as a JSON array: %s', async (sql, count) => {
    expect(JSON.parse(await streamed(sql, 'json'))).toHaveLength(count)
  })

  it.each([
    [
      'drop table players',
      'Postgres refuses the statement at character 1: syntax error at or near "drop". It begins with select, with, values or table.',
    ],
    [
      'commit',
      'Postgres refuses the statement at character 1: syntax error at or near "commit". It begins with select, with, values or table.',
    ],
    [
      `select set_config('transaction_read_only', 'off', false)`,
      'Postgres refuses the statement: transaction read-write mode must be set before any query.',
    ],
    [
      'select 1; drop table players',
      'Postgres refuses the statement: cannot insert multiple commands into a prepared statement.',
    ],
    [
      'with gone as (delete from players returning 1) select * from gone',
      'Postgres refuses the statement: DECLARE CURSOR must not contain data-modifying statements in WITH.',
    ],
    [
      `select setval(pg_get_serial_sequence('raw_responses', 'response_id'), 1)`,
      'Postgres refuses the statement: cannot execute setval() in a read-only transaction.',
    ],
    [
      'select colour from players',
      'Postgres refuses the statement at character 8: column "colour" does not exist.',
    ],
  ])('that is no reading is refused with its reason: %s', async (sql, reason) => {
    await expect(firstRows(database.pool, sql, 5)).rejects.toThrow(reason)
    await expect(streamed(sql, 'csv')).rejects.toThrow(reason)
    await expect(streamed(sql, 'json')).rejects.toThrow(reason)
  })

  it('with two columns of one name is no JSON', async () => {
    await expect(streamed('select 1 as a, 2 as a', 'json')).rejects.toThrow("Two columns are called 'a'")
    expect(await streamed('select 1 as a, 2 as a', 'csv')).toBe('a,a\n1,2\n')
  })

  it.each([
    'select 1) to stdout; drop table players; select (2',
    'select 1) r; drop table players; select (2',
  ])('does not get out of its brackets: %s', async (sql) => {
    for (const format of ['csv', 'json'] as const)
      await expect(streamed(sql, format)).rejects.toThrow('Postgres refuses the statement')
    expect(await queryRows(database.pool, 'select count(*)::int as n from players')).toEqual([{ n: 0 }])
  })
})
