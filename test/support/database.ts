import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../../src/store/database/database.js'

export interface TestDatabase extends Database {
  readonly url: string
}

/** Creates a database with all tables for one test file; `close` drops it. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await asSuperuser(
    `create database ${name} template ${template.pathname.slice(1)} owner ${template.username}`,
  )
  await asSuperuser(`alter database ${name} set search_path = nba, sync, public`) // for the tests' own queries
  const url = new URL(template)
  url.pathname = `/${name}`
  const database = openDatabase(url.href, 'worker')
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close()
      await asSuperuser(`drop database ${name} with (force)`)
    },
  }
}

/** Runs a statement that the role of databases and tests may not run, such as the creation of a role. */
export async function asSuperuser(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('superuserUrl') })
  await client.connect()
  try {
    // Of two copies of the template at the same time, one would fail.
    await client.query('select pg_advisory_lock(1)')
    await client.query(sql)
  } finally {
    await client.end()
  }
}
