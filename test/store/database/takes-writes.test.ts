import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../../src/store/database/database.js'
import { writeRefusal } from '../../../src/store/database/takes-writes.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { refuseWorkers, takeWorkers } from '../../support/full-disk.js'

let database: TestDatabase
const opened: Database[] = []
beforeAll(async () => {
  database = await createTestDatabase()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close()))
})
afterAll(() => database.close())

it('a database that takes writes is not changed by the question', async () => {
  expect(await writeRefusal(database.pool)).toBeUndefined()
  expect((await database.pool.query('select from workers')).rowCount).toBe(0)
})

it('a database that is read-only says so, with its SQLSTATE and what mends it', async () => {
  const url = new URL(database.url)
  url.searchParams.set('options', '-c default_transaction_read_only=on')
  opened.push(openDatabase(url.href, 'check'))
  expect(await Promise.all(opened.map(({ pool }) => writeRefusal(pool)))).toEqual([
    'The database takes no writes (cannot execute INSERT in a read-only transaction, SQLSTATE 25006); connect to the primary if this is a standby, otherwise turn default_transaction_read_only off',
  ])
})

it('a database whose disk is full says so', async () => {
  await refuseWorkers(database.pool)
  expect(await writeRefusal(database.pool)).toMatch(
    /^The database takes no writes \(could not extend file .*, SQLSTATE 53100\); free space on its disk$/,
  )
  await takeWorkers(database.pool)
  expect(await writeRefusal(database.pool)).toBeUndefined()
})
