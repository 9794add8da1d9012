import pg from 'pg'
import type { PrismaClient } from '../../generated/prisma/client.js'
import { poolOf } from './connection.js'

/** One Postgres, used in two ways over one pool: SQL for sets of rows, Prisma for lists of runs. */
export interface Database {
  readonly pool: pg.Pool
  /** The client, loaded with the first call: it and its query compiler take half a second of CPU. */
  readonly prisma: () => Promise<PrismaClient>
  close(): Promise<void>
}

/** The most connections that a pool opens, by its use. */
const CONNECTIONS = {
  /** Two merges, a window of fetches that archive for a moment each, and the history's reads. */
  worker: 12,
  /** A command or a program: a few reads side by side, while it follows a run. */
  session: 4,
  /** One query after the other. */
  check: 1,
} as const

/** A database that does not answer within this time counts as unreachable, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000

/**
 * The server ends a transaction that waits this long for its worker's next statement: by then Temporal has declared the
 * worker dead (its heartbeat timeout), and the locks would keep the batch from the next worker that has it.
 */
const IDLE_TRANSACTION = '15s'

/** With these the server notices within half a minute, in a COPY too, that a worker's machine is gone (otherwise: 2 hours). */
const KEEPALIVES = { tcp_keepalives_idle: 15, tcp_keepalives_interval: 5, tcp_keepalives_count: 3 }

const BEGIN = [
  'begin',
  `set local idle_in_transaction_session_timeout = '${IDLE_TRANSACTION}'`,
  ...Object.entries(KEEPALIVES).map(([name, value]) => `set local ${name} = ${value}`),
].join('; ')

// Counts and ids fit into a double; JSON has no other number.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
// A game's date is a day, not a moment of the host's time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, String)

/** Opens a pool; nothing is connected until the first query. `more`: connections beyond those that the use has. */
export function openDatabase(databaseUrl: string, use: keyof typeof CONNECTIONS, more = 0): Database {
  const pool = poolOf(databaseUrl, {
    max: CONNECTIONS[use] + more,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'season-sync',
  })
  // An idle connection that breaks is replaced at its next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  let loading: Promise<PrismaClient> | undefined
  return {
    pool,
    prisma: () => (loading ??= prismaOver(pool)),
    close: async () => {
      await (await loading)?.$disconnect()
      if (!pool.ended) await pool.end()
    },
  }
}

async function prismaOver(pool: pg.Pool): Promise<PrismaClient> {
  const [{ PrismaPg }, client] = await Promise.all([
    import('@prisma/adapter-pg'),
    import('../../generated/prisma/client.js'),
  ])
  return new client.PrismaClient({ adapter: new PrismaPg(pool) })
}

/** Runs `work` in one transaction; a failure rolls back and closes the connection, whose state is then unknown. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // A connection that breaks between two queries emits an event; the next query fails because of it.
  const ignore = (): void => undefined
  client.on('error', ignore)
  try {
    await client.query(BEGIN)
    const result = await work(client)
    await client.query('commit')
    client.off('error', ignore)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}

/** A name from the catalogue as an SQL identifier. */
export const identifier = (name: string): string => pg.escapeIdentifier(name)
/** The schemas of a database: tables and views of data, the evidence and the work of syncs. */
export const SCHEMAS = { data: 'nba', work: 'sync' } as const

/** The table, or view, of data with this name, in SQL. */
export const dataTable = (name: string): string => `${SCHEMAS.data}.${identifier(name)}`
export const literal = (text: string): string => pg.escapeLiteral(text)

/** The key of a row as the ledger stores it, in SQL. */
export const rowKey = (table: { readonly key: readonly string[] }, of: string): string =>
  `jsonb_build_object(${table.key.map((column) => `${literal(column)}, ${of}.${identifier(column)}`).join(', ')})`
