import { messageOf, UserError } from '../errors.js'
import { findRun, type RunRecord } from '../store/history.js'
import type { Session } from './session.js'

/** The run that an argument means; an unknown or ambiguous one is wrong usage (exit 2). */
export async function runOf({ database }: Session, name: string): Promise<RunRecord> {
  try {
    return await findRun(database.prisma, name)
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error) || error.name !== 'Error') throw error
    throw new UserError(messageOf(error), 2)
  }
}
