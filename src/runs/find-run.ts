import type { Session } from '../connect/session.js'
import { UserError } from '../errors.js'
import type { Settings } from '../settings.js'
import { findRun, type RunRecord } from '../store/runs/history.js'
import { reconcile } from './temporal-copy.js'

/** The run with this id, beginning of an id, or 'latest'. Throws a UserError (exit 2) if none or several match. */
export const runByName = ({ database, source }: Session, name: string): Promise<RunRecord> =>
  findRun(database.prisma, name, source)

/**
 * The same, but a run that is recorded as running, or that is not recorded, is first looked for in Temporal, if Temporal
 * runs.
 */
export async function reconciledRun(settings: Settings, session: Session, name: string): Promise<RunRecord> {
  const run = await runByName(session, name).catch(async (error: unknown) => {
    if (!(error instanceof UserError) || error.exitCode !== 2) throw error // the database did not answer
    await reconcile(settings, session)
    return await runByName(session, name)
  })
  if (run.outcome !== 'running') return run
  await reconcile(settings, session)
  return await runByName(session, run.runId)
}
