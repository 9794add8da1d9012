import type { Session } from '../connect/session.js'
import { isOfAnother } from '../contracts/cluster.js'
import type { Settings } from '../settings.js'
import { listRuns, type RunFilter, type RunLine } from '../store/runs/history.js'
import { reconcile } from './temporal-copy.js'

/** A run of the history. */
export interface HistoryLine extends RunLine {
  /** True for a running sync of a Temporal other than the present one, which alone knows whether it still runs. */
  readonly ofAnotherTemporal: boolean
}

/** The syncs that match a filter, newest first. Temporal, if it runs, is asked only about running syncs. */
export async function readHistory(
  settings: Settings,
  session: Session,
  filter: RunFilter,
): Promise<readonly HistoryLine[]> {
  const { prisma } = session.database
  const runs = await listRuns(prisma, filter)
  if (!runs.some(isRunning)) return runs.map((run) => ({ ...run, ofAnotherTemporal: false }))
  const cluster = await reconcile(settings, session)
  return (await listRuns(prisma, filter)).map((run) => ({
    ...run,
    ofAnotherTemporal: isRunning(run) && isOfAnother(run.clusterId, cluster),
  }))
}

const isRunning = ({ outcome }: RunLine): boolean => outcome === 'running'
