import type { Session } from '../connect/session.js'
import type { Settings } from '../settings.js'
import { listRuns, type RunFilter, type RunLine } from '../store/runs/history.js'
import { reconcile } from './temporal-copy.js'

/** The syncs that match a filter, newest first. Temporal, if it runs, is asked only about running syncs. */
export async function readHistory(
  settings: Settings,
  session: Session,
  filter: RunFilter,
): Promise<readonly RunLine[]> {
  const { prisma } = session.database
  const runs = await listRuns(prisma, filter)
  if (!runs.some(({ outcome }) => outcome === 'running')) return runs
  await reconcile(settings, session)
  return await listRuns(prisma, filter)
}
