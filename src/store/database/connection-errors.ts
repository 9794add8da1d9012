import pg from 'pg'

/** Error codes of a server that the network cannot reach. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EPIPE'])

/** SQLSTATEs of a server that ends or refuses connections: connection failures, shutdown, start, resources used up. */
const CONNECTION_STATES = /^(?:08\d{3}|57P0[1-5]|53\d{3})$/

/** node-postgres's messages about a lost connection; these errors have no code. */
const LOST =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|is not queryable|after calling end on the pool/

/** Whether the server is unreachable: its name, address or port does not answer. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof AggregateError
    ? error.errors.some(isUnreachable) // a name with several addresses fails with one error for each
    : error instanceof Error && 'code' in error && NETWORK.has(String(error.code))

/** Whether an established connection, or one being established, is lost. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && LOST.test(error.message)

/** Whether an error comes from the connection to the database and not from the statement: it may pass. */
export const isConnectionProblem = (error: unknown): boolean =>
  isUnreachable(error) ||
  isConnectionLost(error) ||
  (error instanceof pg.DatabaseError && CONNECTION_STATES.test(error.code ?? ''))
