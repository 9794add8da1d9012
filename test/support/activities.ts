import { afterAll, beforeAll } from 'vitest'
import { createActivities, type Activities } from '../../src/activities/index.js'
import { readSettings } from '../../src/settings.js'
import { NbaSource } from '../../src/sources/nba.js'
import { createTestDatabase, type TestDatabase } from './database.js'

/** A database, and the activities of a worker of it; they ask the source for nothing. */
export interface WorkersActivities {
  readonly database: TestDatabase
  readonly activities: Activities
}

/** Opens them for the tests of a file; `onStart` receives them before the first test. */
export function useActivities(onStart: (started: WorkersActivities) => void): void {
  let database: TestDatabase | undefined
  let source: NbaSource | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    source = new NbaSource(readSettings({}).nba)
    onStart({ database, activities: createActivities({ sources: { nba: { client: source, database } } }) })
  })
  afterAll(async () => {
    source?.close()
    await database?.close()
  })
}
