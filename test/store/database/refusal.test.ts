import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../src/store/database/database.js'
import { refusalOf, refusalSentence } from '../../../src/store/database/refusal.js'
import { asSuperuser, createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
let ours: Database
const ROLE = `without_rights_${process.pid}`
beforeAll(async () => {
  database = await createTestDatabase()
  await asSuperuser(`create role ${ROLE} login password 'p'`)
  const url = new URL(database.url)
  url.username = ROLE
  url.password = 'p'
  ours = openDatabase(url.href, 'check')
  const name = url.pathname.slice(1)
  await database.pool.query(`revoke temporary on database "${name}" from public`)
})
afterAll(async () => {
  await ours.close()
  await database.close()
  await asSuperuser(`drop role ${ROLE}`)
})

/** The error of a statement. */
async function errorOf(pool: pg.Pool, ...statements: readonly string[]): Promise<unknown> {
  const client = await pool.connect()
  try {
    for (const sql of statements) await client.query(sql)
    return undefined
  } catch (error) {
    return error
  } finally {
    client.release(true)
  }
}

describe('Postgres refuses', () => {
  it.each([
    ['a table that does not exist', 'select * from nowhere', /season-sync migrate$/],
    ['a column that does not exist', 'select nothing from teams', /season-sync migrate$/],
    ['wrong syntax', 'selec 1', /^Postgres: syntax error/],
    [
      'what it does not support',
      'create table t (like teams including all) partition by list (x)',
      /^Postgres: /,
    ],
  ])('%s always', async (_, sql, sentence) => {
    const error = await errorOf(database.pool, sql)
    expect(refusalOf(error)).toBe('always')
    expect(refusalSentence(error)).toMatch(sentence)
  })

  it('always what a role has no privilege for, and the sentence says what to grant it to', async () => {
    const error = await errorOf(ours.pool, 'create temporary table t (x int)')
    expect(refusalOf(error)).toBe('always')
    expect(refusalSentence(error)).toMatch(
      /^Postgres: permission denied .*temporary.*; grant it to the role of DATABASE_URL \(docs\/roles\.sql\)$/,
    )
  })

  it('always a query of Prisma for which the role has no privilege', async () => {
    const error: unknown = await (await ours.prisma()).syncRun.findMany().catch((caught: unknown) => caught)
    expect(refusalOf(error)).toBe('always')
  })

  it.each([
    ['a write while it is read-only', ['set default_transaction_read_only = on', 'create table t (x int)']],
  ])('%s until a failover is over', async (_, statements) => {
    expect(refusalOf(await errorOf(database.pool, ...statements))).toBe('soon over')
  })

  it.each([
    ['a wrong password', (url: URL) => (url.password = 'wrong')],
    ['a database that is not there', (url: URL) => (url.pathname = '/not_there')],
  ])('%s until a failover is over', async (_, change) => {
    const url = new URL(database.url)
    url.username = ROLE
    url.password = 'p'
    change(url)
    const pool = new pg.Pool({ connectionString: url.href })
    const error: unknown = await pool.query('select 1').catch((caught: unknown) => caught)
    await pool.end()
    expect(refusalOf(error)).toBe('soon over')
  })

  it.each([
    ['a statement that takes too long', ['set statement_timeout = 1', 'select pg_sleep(1)']],
    ['a connection that it ends', ['select pg_terminate_backend(pg_backend_pid())']],
  ])('%s over some time', async (_, statements) => {
    const error = await errorOf(database.pool, ...statements)
    expect(error).toBeInstanceOf(Error)
    expect(refusalOf(error)).toBe('over some time')
  })

  it('a plan of before a migration over some time', () => {
    const stale = new pg.DatabaseError('cached plan must not change result type', 1, 'error')
    stale.code = '0A000'
    expect(refusalOf(stale)).toBe('over some time')
  })

  it('nothing in an error without a state', () => {
    expect(refusalOf(new Error('Connection terminated unexpectedly'))).toBe('over some time')
  })
})
