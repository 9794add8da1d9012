import type { BatchRef } from '../contracts/dataset-run.js'
import { refreshStatistics } from '../store/database/statistics.js'
import type { MergeCounts } from '../store/merge/merge-counts.js'
import { mergeBatch } from '../store/merge/merge.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { asFailure } from './failures.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'

/** Merges a transformed batch into the tables. A repeat returns the counts of the first merge. */
export function createUpsert(deps: Deps) {
  return async function upsert(ref: BatchRef): Promise<readonly MergeCounts[]> {
    const { database } = sourceOf(deps, ref.source)
    return withHeartbeat(async () => {
      const { tables } = requireDataset(ref.source, ref.dataset)
      try {
        const counts = await mergeBatch(database.pool, ref, tables, { acceptRemovals: ref.acceptRemovals })
        await refreshStatistics(database.pool, counts)
        return counts
      } catch (error) {
        throw asFailure(error)
      }
    })
  }
}
