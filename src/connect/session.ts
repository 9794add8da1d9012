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

/** Connections of a command: a few readers. */
const CONNECTIONS = 4

export interface Session {
  readonly info: StackInfo
  readonly databaseUrl: string
  readonly database: Database
  /** The source that was asked for: commands about what is in the database name it. */
  readonly source: SourceName | undefined
  /** Resolves when the supervisor has gone without our doing. */
  readonly lost: Promise<void>
  close(): Promise<void>
}

export interface SessionNeed {
  /** `postgres` for commands that only read; `all` adds Temporal and a worker. */
  readonly need: 'postgres' | 'all'
  /** Whose embedded database is meant; 'nba' unless told otherwise. */
  readonly source?: SourceName | undefined
  /** The stack stays for what this command leaves running. */
  readonly keep?: boolean
  readonly onProgress?: (line: string) => void
}

/**
 * What a command works with: the configured database, the running stack's, or that of a stack started for it. A
 * configured database is looked at first, so that nothing is started for a wrong one.
 */
export async function openSession(settings: Settings, need: SessionNeed): Promise<Session> {
  if (settings.databaseUrl !== undefined) await checkDatabase(settings.databaseUrl)
  const name = EMBEDDED_DATABASES[need.source ?? 'nba']
  const lease = await acquireStack(settings, { ...need, databases: [name] })
  const databaseUrl = databaseUrlOf(lease.info, name)
  const database = openDatabase(databaseUrl, { connections: CONNECTIONS })
  return {
    info: lease.info,
    databaseUrl,
    database,
    source: need.source,
    lost: lease.lost,
    close: async () => {
      await database.close().catch(() => undefined) // a server that has gone closed it already
      lease.release()
    },
  }
}

/** Looks whether a configured Temporal is there. Throws a UserError where it is not. */
export async function checkTemporal(settings: Settings): Promise<void> {
  if (readConfigured(settings).temporal === undefined) return
  const client = await openClient()
  await client.connection.close()
}

/** Connects to the Temporal of a session, or to the configured one. */
export async function openClient(info?: StackInfo): Promise<Client> {
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
  const { connection, namespace } = await connectClient(embedded)
  return new TemporalClient({ connection, namespace })
}
