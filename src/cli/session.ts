import { Client } from '@temporalio/client'
import type { Settings } from '../settings.js'
import { acquireStack, databaseUrlOf, type StackInfo } from '../stack/client.js'
import { openDatabase, type Database } from '../store/database.js'
import { connectClient } from '../temporal.js'

/** Name of the embedded database of each source: invented games never mix with real ones. */
export const EMBEDDED_DATABASES = {
  nba: 'season_sync',
  sandbox: 'season_sync_sandbox',
  rest: 'season_sync_rest',
} as const

/** Connections of a command: a few readers. */
const CONNECTIONS = 4

export interface Session {
  readonly info: StackInfo
  readonly databaseUrl: string
  readonly database: Database
  /** Resolves when the supervisor has gone without our doing. */
  readonly lost: Promise<void>
  close(): Promise<void>
}

/** What a command works with: the configured database, the running stack's, or that of a stack started for it. */
export async function openSession(
  settings: Settings,
  options: {
    readonly need: 'postgres' | 'all'
    readonly keep?: boolean
    readonly onProgress?: (line: string) => void
  },
): Promise<Session> {
  const lease = await acquireStack(settings, { ...options, databases: [EMBEDDED_DATABASES.nba] })
  const databaseUrl = databaseUrlOf(lease.info, EMBEDDED_DATABASES.nba)
  const database = openDatabase(databaseUrl, { connections: CONNECTIONS })
  return {
    info: lease.info,
    databaseUrl,
    database,
    lost: lease.lost,
    close: async () => {
      await database.close()
      lease.release()
    },
  }
}

/** Connects to the Temporal of a session. */
export async function openClient(info: StackInfo): Promise<Client> {
  const embedded =
    info.parts.some((part) => part.name === 'temporal') && info.temporalAddress !== undefined
      ? { address: info.temporalAddress, namespace: info.namespace ?? 'default' }
      : undefined
  const { connection, namespace } = await connectClient(embedded)
  return new Client({ connection, namespace })
}
