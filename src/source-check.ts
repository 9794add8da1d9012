import { refuseOtherSource } from './season-sync.js'
import type { SourceName } from './sources/source.js'
import { openDatabase } from './store/database.js'
import { checkDatabase } from './store/database-check.js'

/**
 * Looks whether a configured database may take a source's data, before anything is started to bring it. Throws a
 * UserError with both sources where it holds another.
 */
export async function checkDatabaseFor(source: SourceName, databaseUrl: string): Promise<void> {
  await checkDatabase(databaseUrl)
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    await refuseOtherSource(database.pool, source)
  } finally {
    await database.close()
  }
}
