import { openSession, type Session } from '../connect/session.js'
import type { SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import { tell } from './terminal.js'

/** Runs what only reads: Postgres alone is started for it. */
export async function withPostgres<T>(
  settings: Settings,
  work: (session: Session) => Promise<T>,
  source?: SourceName,
): Promise<T> {
  const session = await openSession(settings, { need: 'postgres', source, onProgress: tell })
  try {
    return await work(session)
  } finally {
    await session.close()
  }
}
