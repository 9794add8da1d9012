import type { Session } from '../connect/session.js'
import { SOURCE_NAMES, type SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import { embeddedDatabaseUrls } from '../stack/index.js'
import { isConnectionProblem } from '../store/database/connection-errors.js'
import { openDatabase } from '../store/database/database.js'
import { isNotCreatedYet } from '../store/database/refusal.js'
import { beginningWith, type Among } from '../store/runs/named-runs.js'

/** A run in the database of another source than the one that a command asked for. */
interface RunOfOther {
  readonly runId: string
  readonly source: SourceName
}

/**
 * The only run of another source whose id begins so. Undefined if there is none, or several, and where a database is
 * configured: it has all runs that a command can name.
 */
export async function runOfOtherSource(
  settings: Settings,
  { databaseUrl, source: asked = 'nba' }: Pick<Session, 'databaseUrl' | 'source'>,
  beginning: string,
  among: Among,
): Promise<RunOfOther | undefined> {
  if (settings.databaseUrl !== undefined) return undefined
  const urls = embeddedDatabaseUrls(databaseUrl)
  const others = SOURCE_NAMES.filter((source) => source !== asked)
  const found = await Promise.all(
    others.map(async (source) =>
      (await idsIn(urls[source], beginning, among)).map((runId) => ({ runId, source })),
    ),
  )
  const [only, ...more] = found.flat()
  return more.length === 0 ? only : undefined
}

async function idsIn(url: string, beginning: string, among: Among): Promise<readonly string[]> {
  const database = openDatabase(url, 'check')
  try {
    return (await beginningWith(database.pool, beginning, among)).map(({ id }) => id)
  } catch (error) {
    // The error that this only adds to names the database that was asked; a source without a sync has none.
    if (isNotCreatedYet(error) || isConnectionProblem(error)) return []
    throw error
  } finally {
    await database.close()
  }
}
