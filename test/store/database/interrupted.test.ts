import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { finishInterrupted } from '../../../src/store/database/interrupted.js'
import { migrationSql } from '../../../src/store/database/migrations.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { apply, emptyRecord, record, shapeOf, SHIPPED, someData, statementsOf } from './old-databases.js'

let database: TestDatabase
let client: pg.PoolClient
beforeAll(async () => {
  database = await createTestDatabase()
  client = await database.pool.connect()
  await emptyRecord(client)
})
afterAll(async () => {
  client.release()
  await database.close()
})

/** Runs `work` in a transaction that is undone. */
async function undone<T>(work: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    return await work()
  } finally {
    await client.query('rollback')
  }
}

it.each(SHIPPED)('%s is finished, whichever of its statements were executed', async (name) => {
  const sql = migrationSql(name)
  const statements = statementsOf(sql)
  const whole = await undone(async () => {
    await apply(client, name)
    return shapeOf(client)
  })
  const step = Math.ceil(statements.length / 10)
  for (let executed = 0; executed <= statements.length; executed += step) {
    const shape = await undone(async () => {
      await record(client, name, sql, false)
      for (const statement of statements.slice(0, executed)) await client.query(statement)
      await finishInterrupted(client, 'public')
      const open = await client.query('select from _prisma_migrations where finished_at is null')
      expect(open.rowCount).toBe(0)
      return shapeOf(client)
    })
    expect(shape).toEqual(whole)
  }
  await apply(client, name)
  if (name === SHIPPED[0]) await someData(client) // the others are finished with rows in the tables
})

it('a migration that met a table of others with its name is not taken for finished', async () => {
  await undone(async () => {
    await emptyRecord(client)
    await client.query('create table games (title text)')
    await record(client, SHIPPED[0] ?? '', '', false)
    await expect(finishInterrupted(client, 'public')).rejects.toThrow(
      'The migration 20261123000000_init, which was interrupted, cannot be finished: Postgres: relation "games" already exists.',
    )
  })
})
