import type { Session } from '../connect/session.js'
import { messageOf, UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { findRun, type RunRecord } from '../store/runs/history.js'
import { reconcile } from './temporal-copy.js'

/** The run that an argument means; an unknown or ambiguous one is wrong usage (exit 2). */
export async function runOf({ database }: Session, name: string): Promise<RunRecord> {
  try {
    return await findRun(database.prisma, name)
  } catch (error) {
    if (error instanceof UserError || !(error instanceof Error) || error.name !== 'Error') throw error
    throw new UserError(messageOf(error), 2)
  }
}

/** The same; one that goes on by its record is held against Temporal first, if that runs. */
export async function currentRun(settings: Settings, session: Session, name: string): Promise<RunRecord> {
  const run = await runOf(session, name)
  if (run.outcome !== 'running') return run
  await reconcile(settings, session)
  return await runOf(session, run.runId)
}
