import type { Plan, RequestRef } from '../contracts.js'
import { datasetOf } from '../datasets/catalogue.js'
import { readPlan, storePlan } from '../store/plan.js'
import { storedSeason } from '../store/stored-season.js'
import type { Deps } from './deps.js'
import { sourceOf } from './source-of.js'

/** Requests of a batch: large enough that a merge pays, small enough that a game is in the tables within seconds. */
const BATCH_SIZE = 25

/** Fetches that stand ready cover this many seconds of the pace, within these bounds. */
const WINDOW_SECONDS = 3
const WINDOW_MIN = 2
/** Under the 2,000 pending activities of a workflow by far; more only queue at the worker. */
const WINDOW_MAX = 100

/** Turns a dataset and a season into requests and stores them; a repeat finds the plan as it was stored. */
export function createPlan(deps: Deps) {
  return async function plan(ref: Omit<RequestRef, 'ordinal'>): Promise<Plan> {
    const { client, database } = sourceOf(deps, ref.source)
    const dataset = datasetOf(ref.source, ref.dataset)
    let stored = await readPlan(database.pool, ref.runId, ref.dataset)
    if (stored.length === 0) {
      stored = await storePlan(
        database.pool,
        ref,
        await dataset.requests(ref, storedSeason(database.pool, ref)),
      )
    }
    const asked = await database.pool.query<{ pace: number | null }>(
      'select pace from sync_runs where run_id = $1',
      [ref.runId],
    )
    const pace = asked.rows[0]?.pace ?? client.pace
    return {
      requests: stored.length,
      batchSize: BATCH_SIZE,
      window: Math.min(WINDOW_MAX, Math.max(WINDOW_MIN, Math.ceil(pace * WINDOW_SECONDS))),
      labels: stored.map((planned) => planned.request.label),
    }
  }
}
