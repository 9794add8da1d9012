import type { Session } from '../connect/session.js'
import type { Settings } from '../settings.js'
import { findRun, type RunRecord } from '../store/runs/history.js'
import { reconcile } from './temporal-copy.js'

/** The run that an argument means. Throws a UserError (exit 2) where there is none, or several. */
export const runOf = ({ database, source }: Session, name: string): Promise<RunRecord> =>
  findRun(database.prisma, name, source)

/** The same; one that goes on by its record is held against Temporal first, if that runs. */
export async function currentRun(settings: Settings, session: Session, name: string): Promise<RunRecord> {
  const run = await runOf(session, name)
  if (run.outcome !== 'running') return run
  await reconcile(settings, session)
  return await runOf(session, run.runId)
}
