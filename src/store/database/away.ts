import pg from 'pg'

/** Codes of a network that does not lead to the server. */
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EPIPE'])

/** SQLSTATE of a server that ends connections or takes none: connection failures, shutdown, start, nothing left. */
const CONNECTION_STATES = /^(?:08\d{3}|57P0[1-5]|53\d{3})$/

/** What node-postgres says of a connection that is gone; these errors have no code. */
const LOST =
  /timeout exceeded when trying to connect|timeout expired|Connection terminated|is not queryable|after calling end on the pool/

/** Whether no way leads to the server: a name, an address or a port that does not answer. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof AggregateError
    ? error.errors.some(isUnreachable) // a name with several addresses fails with one for each
    : error instanceof Error && 'code' in error && NETWORK.has(String(error.code))

/** Whether a connection that was there, or was about to be, is gone. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof Error && LOST.test(error.message)

/** Whether an error comes from the connection to the database, and not from what was asked of it: it may pass. */
export const isConnectionProblem = (error: unknown): boolean =>
  isUnreachable(error) ||
  isConnectionLost(error) ||
  (error instanceof pg.DatabaseError && CONNECTION_STATES.test(error.code ?? ''))
