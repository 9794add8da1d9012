import type { Client } from '@temporalio/client'
import type pg from 'pg'
import { clusterIdOf } from '../contracts/cluster.js'
import type { SyncEnd } from '../contracts/run-end.js'
import { SOURCE_NAMES, type SourceName } from '../contracts/source-names.js'
import { closeOrphanedRun, openRuns } from '../store/runs/runs.js'
import { endInTemporal } from './end-in-temporal.js'
import { presentExecution } from './present-execution.js'
import { recordUnopenedRuns } from './unopened.js'

/** The end of a run that its own Temporal does not know: its data was lost, or kept longer than Temporal keeps it. */
const LOST: SyncEnd = { outcome: 'failed', cause: 'Temporal does not know the run' }

/**
 * Records the end of runs that were ended from outside (terminated, timed out) or lost by Temporal, and so could not
 * record it themselves, and runs that the database refused to record. Returns their ids. A run of another Temporal is not
 * changed. `embedded`: database and Temporal are those of the embedded stack, which belong together, whatever file
 * Temporal has its data in. `sources`: those whose data may be in this database.
 */
export async function reconcileRuns(
  client: Client,
  pool: pg.Pool,
  {
    embedded = false,
    sources = SOURCE_NAMES,
  }: { readonly embedded?: boolean; readonly sources?: readonly SourceName[] } = {},
): Promise<readonly string[]> {
  const ended: string[] = []
  for (const run of await openRuns(pool, client.options.namespace)) {
    const workflow = await presentExecution(client, run)
    const ours = embedded || (run.clusterId !== null && run.clusterId === (await clusterIdOf(client)))
    const end = workflow === undefined ? (ours ? LOST : undefined) : await endInTemporal(client, workflow)
    if (end === undefined) continue
    await closeOrphanedRun(pool, run.runId, end)
    ended.push(run.runId)
  }
  return [...ended, ...(await recordUnopenedRuns(client, pool, sources))]
}
