import { openSession, type Session } from '../connect/session.js'
import type { SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import { printNotice } from './terminal.js'

/** Runs work that needs the database alone. Of the embedded stack it starts Postgres alone. */
export async function withPostgres<T>(
  settings: Settings,
  work: (session: Session) => Promise<T>,
  source?: SourceName,
): Promise<T> {
  const session = await openSession(settings, { need: 'postgres', source, onProgress: printNotice })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}
