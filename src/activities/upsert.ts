import type pg from 'pg'
import type { BatchRef } from '../contracts/dataset-run.js'
import type { Dataset } from '../datasets/dataset.js'
import { dataTable } from '../store/database/database.js'
import { GROWTH, refreshStatistics } from '../store/database/statistics.js'
import { LostBatch } from '../store/merge/batches.js'
import type { MergeCounts } from '../store/merge/merge-counts.js'
import { mergeBatch } from '../store/merge/merge.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { asFailure } from './failures.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'
import { transformBatch } from './transform.js'

/** Merges a transformed batch into the tables. A repeat returns the counts of the first merge. */
export function createUpsert(deps: Deps) {
  return async function upsert(ref: BatchRef): Promise<readonly MergeCounts[]> {
    const { pool } = sourceOf(deps, ref.source).database
    return withHeartbeat(async () => {
      const dataset = requireDataset(ref.source, ref.dataset)
      try {
        const counts = await mergeOrMakeAgain(pool, dataset, ref)
        const grown = counts.filter(({ inserted }) => inserted > 0).map(({ table }) => table)
        await refreshStatistics(pool, grown.map(dataTable), GROWTH.whileFilling)
        return counts
      } catch (error) {
        throw asFailure(error)
      }
    })
  }
}

/** Merges a batch; one that was lost since it was transformed is made again from the archived answers. */
async function mergeOrMakeAgain(
  pool: pg.Pool,
  dataset: Dataset,
  ref: BatchRef,
): Promise<readonly MergeCounts[]> {
  // What is derived follows what it was derived from, whatever it loses: removals were held there.
  const acceptRemovals = ref.acceptRemovals || dataset.derivedFrom !== undefined
  const merge = () => mergeBatch(pool, ref, dataset.tables, { ...ref, acceptRemovals })
  try {
    return await merge()
  } catch (error) {
    if (!(error instanceof LostBatch)) throw error
    await transformBatch(pool, dataset, ref)
    return merge()
  }
}
