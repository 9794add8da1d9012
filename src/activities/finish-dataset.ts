import type { RequestRef } from '../contracts/dataset-run.js'
import type { StepReport } from '../contracts/season-run.js'
import { renewStatistics } from '../store/database/statistics.js'
import { giveUpUnanswered, giveUpUnasked } from '../store/requests/plan.js'
import { finishStep, requireRunRecord, stepReports } from '../store/runs/runs.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { withHeartbeat } from './heartbeat.js'
import { restoreLost } from './restore-lost.js'
import { sourceOf } from './source-of.js'

/** `nothing`: the first requests brought nothing, and the others were not asked. */
type FinishRef = Omit<RequestRef, 'ordinal'> & { readonly nothing?: boolean }

/**
 * Closes a dataset's step after its last batch: requests without an answer are given up, rows of theirs that are lost
 * come from the archive, and the planner learns how large the tables have become.
 */
export function createFinishDataset(deps: Deps) {
  return async function finishDataset(ref: FinishRef): Promise<StepReport | undefined> {
    const { database } = sourceOf(deps, ref.source)
    await requireRunRecord(database.pool, ref.runId)
    if (ref.nothing === true) await giveUpUnasked(database.pool, ref.runId, ref.dataset)
    await giveUpUnanswered(database.pool, ref.runId, ref.dataset)
    const dataset = requireDataset(ref.source, ref.dataset)
    await withHeartbeat(async () => {
      await restoreLost(database.pool, dataset, ref)
      await renewStatistics(database.pool, ref)
    })
    await finishStep(database.pool, ref.runId, ref.dataset)
    return (await stepReports(database.pool, ref.runId)).find((step) => step.name === ref.dataset)
  }
}
