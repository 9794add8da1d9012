import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

describe('a test database', () => {
  it('has the tables', async () => {
    const { rows } = await database.pool.query('select count(*) from games')
    expect(rows[0]?.count).toBe(0)
  })
})
