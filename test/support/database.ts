import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { openDatabase, type Database } from '../../src/store/database/database.js'

export interface TestDatabase extends Database {
  readonly url: string
}

/** A database of the test's own with all tables; dropped by `close`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = new URL(inject('templateUrl'))
  const name = `test_${randomBytes(6).toString('hex')}`
  await asAdmin(template, `create database ${name} template ${template.pathname.slice(1)}`)
  const url = new URL(template)
  url.pathname = `/${name}`
  const database = openDatabase(url.href, 'worker')
  return {
    ...database,
    url: url.href,
    close: async () => {
      await database.close()
      await asAdmin(template, `drop database ${name} with (force)`)
    },
  }
}

async function asAdmin(of: URL, sql: string): Promise<void> {
  const url = new URL(of)
  url.pathname = '/postgres'
  const client = new pg.Client({ connectionString: url.href })
  await client.connect()
  try {
    // Two files that copy the template at once exclude each other.
    await client.query('select pg_advisory_lock(1)')
    await client.query(sql)
  } finally {
    await client.end()
  }
}
