import type { Client } from '@temporalio/client'
import type { SourceName } from '../contracts/source-names.js'
import type { Settings } from '../settings.js'
import {
  acquireStack,
  databaseUrlOf,
  type StackInfo,
  readConfigured,
  EMBEDDED_DATABASES,
} from '../stack/index.js'
import { checkDatabase } from '../store/database/database-check.js'
import { openDatabase, type Database } from '../store/database/database.js'

export interface Session {
  readonly info: StackInfo
  readonly databaseUrl: string
  readonly database: Database
  /** The source that was asked for; commands that an error message suggests name it. */
  readonly source: SourceName | undefined
  /** Resolves if the supervisor ends although this session still uses it. */
  readonly lost: Promise<void>
  close(): Promise<void>
}

export interface SessionNeed {
  /** `postgres` for commands that only read; `all` adds Temporal and a worker. */
  readonly need: 'postgres' | 'all'
  /** The source of the embedded database; default: 'nba'. */
  readonly source?: SourceName | undefined
  /** The stack stays up for a run that outlives this command. */
  readonly keep?: boolean
  readonly onProgress?: (line: string) => void
}

/**
 * Opens the database of a command: the configured one, or that of the embedded stack, which is started if it does not
 * run. A configured database is checked first, so that nothing is started for a wrong one.
 */
export async function openSession(settings: Settings, need: SessionNeed): Promise<Session> {
  readConfigured(settings) // a malformed setting of Temporal is refused before any server is waited for
  if (settings.databaseUrl !== undefined) await checkDatabase(settings.databaseUrl)
  const name = EMBEDDED_DATABASES[need.source ?? 'nba']
  const lease = await acquireStack(settings, { ...need, databases: [name] })
  const databaseUrl = databaseUrlOf(lease.info, name)
  const database = openDatabase(databaseUrl, 'session')
  return {
    info: lease.info,
    databaseUrl,
    database,
    source: need.source,
    lost: lease.lost,
    close: async () => {
      await database.close().catch(() => undefined) // a stopped server has closed it already
      lease.release()
    },
  }
}

/** Checks that a configured Temporal answers, within `timeoutMs` if given. Throws a UserError if it does not. */
export async function checkTemporal(settings: Settings, timeoutMs?: number): Promise<void> {
  if (readConfigured(settings).temporal === undefined) return
  const client = await openClient(undefined, timeoutMs)
  await client.connection.close()
}

/**
 * Connects to the Temporal of a session, or to the configured one, which has to answer within `timeoutMs`. Throws a
 * UserError as `connectClient` does.
 */
export async function openClient(info?: StackInfo, timeoutMs?: number): Promise<Client> {
  // Loading the SDK takes a quarter of a second, which commands that only read need not wait for.
  const [{ Client: TemporalClient }, { connectClient }] = await Promise.all([
    import('@temporalio/client'),
    import('./temporal.js'),
  ])
  const embedded =
    info !== undefined &&
    info.parts.some((part) => part.name === 'temporal') &&
    info.temporalAddress !== undefined
      ? { address: info.temporalAddress, namespace: info.namespace ?? 'default' }
      : undefined
  const { connection, namespace } = await connectClient(embedded, timeoutMs)
  return new TemporalClient({ connection, namespace })
}
