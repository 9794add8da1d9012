import pg from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { messageOf, ServerUnavailable, UserError } from '../../errors.js'
import { clientOf, closeClient } from './connection.js'
import { schemaState } from './migrations.js'
import { isNoPrivilege, refusalSentence } from './refusal.js'
import { postgresTlsRefusal } from './tls-refusal.js'

/** A database that does not answer within this time counts as unreachable, milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000

/**
 * Checks that a configured database answers and, unless `schema` is false, is up to date, before anything is started
 * for it. Throws a UserError that says what to check, a ServerUnavailable where it does not answer; neither contains a
 * password.
 */
export async function checkDatabase(
  databaseUrl: string,
  { schema = true }: { readonly schema?: boolean } = {},
): Promise<void> {
  const client = clientOf(databaseUrl, {
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: 'season-sync',
  })
  client.on('error', () => undefined) // the call in progress rejects with it
  try {
    await client.connect()
  } catch (error) {
    throw error instanceof UserError ? error : unusable(databaseUrl, error)
  } finally {
    await closeClient(client)
  }
  if (!schema) return
  const { current, missing, failed } = await schemaState(databaseUrl).catch((error: unknown) => {
    throw isNoPrivilege(error) ? new UserError(`${refusalSentence(error)}.`) : error
  })
  if (!current) {
    throw new UserError(
      `The database lacks the migrations ${[...new Set([...missing, ...failed])].join(', ')}; run: ${COMMAND.migrate}`,
    )
  }
}

/** The error that says why a database cannot be used, and what to check. */
function unusable(databaseUrl: string, error: unknown): UserError {
  const url = new URL(databaseUrl)
  const host = url.searchParams.get('host') ?? (url.host || 'localhost')
  const tls = postgresTlsRefusal(error)
  if (tls !== undefined) return new UserError(`Postgres at ${host} ${tls} (${messageOf(error)}).`)
  const code = error instanceof pg.DatabaseError ? error.code : undefined
  if (code === '28000' && /pg_hba/.test(messageOf(error)))
    return new UserError(`Postgres at ${host} refuses this connection: ${messageOf(error)}.`)
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
  return new ServerUnavailable(`Cannot use Postgres at ${host} (${messageOf(error)}); check DATABASE_URL.`)
}
