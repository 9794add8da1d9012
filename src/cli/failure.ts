import pg from 'pg'
import { messageOf, UserError } from '../errors.js'
import { isConnectionLost, isUnreachable } from '../store/database/connection-errors.js'
import { noWrites } from '../store/database/refusal.js'

/**
 * The message and exit code for an error that ends a command. An expected error becomes one sentence; any other is a
 * defect and is thrown again, with its stack trace.
 */
export function explainFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  if (error instanceof UserError) return { message: error.message, exitCode: error.exitCode }
  const message = sentenceFor(error)
  if (message === undefined) throw error
  return { message, exitCode: 1 }
}

function sentenceFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const readOnly = noWrites(error)
  if (readOnly !== undefined) return `${readOnly}.`
  if (error instanceof pg.DatabaseError || isUnreachable(error))
    return `The database cannot be used: ${messageOf(error)}.`
  if (error.name.startsWith('Prisma') || error.name === 'DriverAdapterError')
    return `The database cannot be read: ${messageOf(error).split(' ').slice(-40).join(' ')}.`
  if (isConnectionLost(error)) return `The connection to the database was lost: ${messageOf(error)}.`
  // By name, since `instanceof` would load the Temporal SDK for this check alone.
  if (error.name === 'ServiceError')
    return `Temporal refused: ${messageOf(error.cause ?? error)}; check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.`
  return undefined
}
