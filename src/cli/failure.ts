import pg from 'pg'
import { messageOf, UserError } from '../errors.js'
import { isConnectionLost, isUnreachable } from '../store/database/away.js'

/**
 * What a command says of an error that ends it. Anything that can be expected is one sentence; the rest is a defect
 * and keeps its stack trace.
 */
export function explainFailure(error: unknown): { readonly message: string; readonly exitCode: number } {
  if (error instanceof UserError) return { message: error.message, exitCode: error.exitCode }
  const message = sentenceFor(error)
  if (message === undefined) throw error
  return { message, exitCode: 1 }
}

function sentenceFor(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error instanceof pg.DatabaseError || isUnreachable(error))
    return `The database cannot be used: ${messageOf(error)}.`
  if (error.name.startsWith('Prisma') || error.name === 'DriverAdapterError')
    return `The database cannot be read: ${messageOf(error).split(' ').slice(-40).join(' ')}.`
  if (isConnectionLost(error)) return `The connection to the database was lost: ${messageOf(error)}.`
  // Of the Temporal SDK, which is not loaded for this question alone.
  if (error.name === 'ServiceError')
    return `Temporal refused: ${messageOf(error.cause ?? error)}; check TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE.`
  return undefined
}
