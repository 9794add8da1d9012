import type pg from 'pg'
import type { BatchRef, RequestRef } from '../contracts/dataset-run.js'
import type { Dataset } from '../datasets/dataset.js'
import { mergeBatch } from '../store/merge/merge.js'
import { readPlan } from '../store/requests/plan.js'
import { asFailure } from './failures.js'
import { BATCH_SIZE } from './plan.js'
import { lostRequests, transformRequests } from './transform.js'

/**
 * Merges the archived answers of requests that were given up and of which the tables lack rows. A batch that has some
 * answer does so itself; one without any is not transformed. In a repeat, what was merged before stands.
 */
export async function restoreLost(
  pool: pg.Pool,
  dataset: Dataset,
  of: Pick<RequestRef, 'runId' | 'source' | 'dataset' | 'season' | 'seasonType'>,
): Promise<void> {
  const { runId, source, dataset: name, season, seasonType } = of
  const givenUp = (await readPlan(pool, runId, name)).filter(({ state }) => state === 'failed')
  for (let from = 0; from < givenUp.length; from += BATCH_SIZE) {
    const to = Math.min(givenUp.length, from + BATCH_SIZE)
    const batch = -1 - from / BATCH_SIZE // numbers from 0 are the plan's
    // What a person accepts to be removed is what an answer of this run lacks, not an archived one.
    const acceptRemovals = false
    const ref: BatchRef = {
      runId,
      source,
      dataset: name,
      season,
      seasonType,
      batch,
      from,
      to,
      acceptRemovals,
    }
    const lost = await lostRequests(pool, dataset, ref, givenUp.slice(from, to))
    if (lost.length === 0) continue
    try {
      await transformRequests(pool, dataset, ref, lost)
      await mergeBatch(pool, ref, dataset.tables, ref)
    } catch (error) {
      throw asFailure(error)
    }
  }
}
