import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isConnectionProblem } from '../../../src/store/database/away.js'
import { openDatabase } from '../../../src/store/database/database.js'
import { closedPort } from '../../sources/http/local-server.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  )

describe('a problem of the connection', () => {
  it('is a connection that the server ends', async () => {
    const { pool } = openDatabase(database.url)
    const client = await pool.connect()
    client.on('error', () => undefined)
    const ended = failureOf(client.query('select pg_sleep(60)'))
    await database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query = 'select pg_sleep(60)'`,
    )
    expect(isConnectionProblem(await ended)).toBe(true)
    expect(isConnectionProblem(await failureOf(client.query('select 1')))).toBe(true)
    client.release(true)
    await pool.end()
    expect(isConnectionProblem(await failureOf(pool.query('select 1')))).toBe(true)
  })

  it.each(['127.0.0.1', 'localhost'])('is a port of %s at which nobody listens', async (host) => {
    const nowhere = openDatabase(`postgresql://me@${host}:${await closedPort()}/nba`)
    expect(isConnectionProblem(await failureOf(nowhere.pool.query('select 1')))).toBe(true)
    await nowhere.close()
  })
})

it.each(['select nothing from nowhere', 'select 1 / 0', "select 'x'::int"])(
  'an error of what was asked is none of the connection: %s',
  async (sql) => {
    const error = await failureOf(database.pool.query(sql))
    expect(error).toBeInstanceOf(Error)
    expect(isConnectionProblem(error)).toBe(false)
  },
)

it('a defect of the code is none of the connection', () => {
  expect(isConnectionProblem(new TypeError('x is not iterable'))).toBe(false)
})
