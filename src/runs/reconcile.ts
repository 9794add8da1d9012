import type { Client } from '@temporalio/client'
import type pg from 'pg'
import { clusterIdOf } from '../contracts/cluster.js'
import type { SyncEnd } from '../contracts/run-end.js'
import { SOURCE_NAMES, type SourceName } from '../contracts/source-names.js'
import { closeOrphanedBackfill, openBackfills } from '../store/runs/backfills.js'
import { closeOrphanedRun, openRuns, type OpenRecord } from '../store/runs/runs.js'
import { endInTemporal } from './end-in-temporal.js'
import { presentExecution } from './present-execution.js'
import { recordUnopenedRuns } from './unopened.js'

/** The end of a run that its own Temporal does not know: its data was lost, or kept longer than Temporal keeps it. */
const LOST: SyncEnd = { outcome: 'failed', cause: 'Temporal does not know the run' }

/**
 * Records the end of runs and backfills that were ended from outside (terminated, timed out) or lost by Temporal, and so could not
 * record it themselves, and runs that the database refused to record. Returns the ids of the runs. A run of another Temporal is not
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
  const { namespace } = client.options
  for (const run of await openRuns(pool, namespace)) {
    const end = await endOutside(client, run, embedded)
    if (end === undefined) continue
    await closeOrphanedRun(pool, run.runId, end)
    ended.push(run.runId)
  }
  for (const backfill of await openBackfills(pool, namespace)) {
    const end = await endOutside(client, backfill, embedded)
    if (end !== undefined) await closeOrphanedBackfill(pool, backfill.runId, end)
  }
  return [...ended, ...(await recordUnopenedRuns(client, pool, sources))]
}

/** The end of what is recorded as running, if it runs no longer. */
async function endOutside(client: Client, run: OpenRecord, embedded: boolean): Promise<SyncEnd | undefined> {
  const workflow = await presentExecution(client, run)
  if (workflow !== undefined) return endInTemporal(client, workflow)
  return embedded || (run.clusterId !== null && run.clusterId === (await clusterIdOf(client)))
    ? LOST
    : undefined
}
