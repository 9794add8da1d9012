import pg from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf, ServerAway, UserError } from '../../errors.js'
import { schemaState } from './migrations.js'

/** A database that does not answer in this time is not there, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000

/**
 * Looks whether a configured database is there and, unless told otherwise, up to date, before anything is started
 * for it. Throws a UserError with what to check, a ServerAway where it does not answer; no password is in it.
 */
export async function checkDatabase(
  databaseUrl: string,
  { schema = true }: { readonly schema?: boolean } = {},
): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'season-sync',
  })
  client.on('error', () => undefined) // what is in progress tells
  try {
    await client.connect()
  } catch (error) {
    throw unusable(databaseUrl, error)
  } finally {
    await client.end().catch(() => undefined)
  }
  if (!schema) return
  const { current, missing, failed } = await schemaState(databaseUrl)
  if (!current) {
    throw new UserError(
      `The database lacks the migrations ${[...new Set([...missing, ...failed])].join(', ')}; run: ${COMMAND.migrate}`,
    )
  }
}

/** Why a database cannot be used, and what to check. */
function unusable(databaseUrl: string, error: unknown): UserError {
  const url = new URL(databaseUrl)
  const host = url.searchParams.get('host') ?? (url.host || 'localhost')
  const code = error instanceof pg.DatabaseError ? error.code : undefined
  if (code === '28P01' || code === '28000') {
    return new UserError(
      `Postgres at ${host} refuses the user ${decodeURIComponent(url.username) || 'of this account'}; check user and password in DATABASE_URL.`,
    )
  }
  if (code === '3D000') {
    return new UserError(
      `Postgres at ${host} has no database ${decodeURIComponent(url.pathname.slice(1))}; create it, or check DATABASE_URL.`,
    )
  }
  return new ServerAway(`Cannot use Postgres at ${host} (${messageOf(error)}); check DATABASE_URL.`)
}
