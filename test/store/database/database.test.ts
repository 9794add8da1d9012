import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inTransaction } from '../../../src/store/database/database.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.pool.query('create table notes (text text)')
})
afterAll(() => database.close())

const notes = async (): Promise<unknown[]> =>
  (await database.pool.query<{ text: string }>('select text from notes')).rows.map((row) => row.text)

describe('a transaction', () => {
  it('that fails leaves no rows, and the pool still works', async () => {
    const work = inTransaction(database.pool, async (client) => {
      await client.query(`insert into notes values ('lost')`)
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await notes()).not.toContain('lost')
  })

  it('whose connection breaks between two queries fails at the next one', async () => {
    const work = inTransaction(database.pool, async (client) => {
      const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
      const broken = new Promise((resolve) => client.once('end', resolve))
      await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid])
      await broken
      await client.query('select 1')
    })
    await expect(work).rejects.toThrow(/connection/i)
    expect(await database.pool.query('select 1')).toMatchObject({ rowCount: 1 })
  })

  it('has an idle timeout of its own, which ends with it', async () => {
    const idleTimeout = async (client: Pick<pg.Pool, 'query'>): Promise<string | undefined> =>
      (
        await client.query<{ wait: string }>(
          `select current_setting('idle_in_transaction_session_timeout') as wait`,
        )
      ).rows[0]?.wait
    const outside = await idleTimeout(database.pool)
    expect(await inTransaction(database.pool, idleTimeout)).toBe('15s')
    expect(await idleTimeout(database.pool)).toBe(outside)
  })

  it('leaves no listener on the connection that it returns to the pool', async () => {
    for (let i = 0; i < 3; i++) await inTransaction(database.pool, (client) => client.query('select 1'))
    const client = await database.pool.connect()
    expect(client.listenerCount('error')).toBe(0)
    client.release()
  })
})

describe('values of a query', () => {
  it('are text for days and numbers for ids', async () => {
    const { rows } = await database.pool.query(
      `select '2018-10-16'::date as day, 1610612737::bigint as id, null::date as none`,
    )
    expect(rows).toEqual([{ day: '2018-10-16', id: 1610612737, none: null }])
  })
})
