import type { SeasonSyncInput, StepReport } from '../contracts/season-run.js'
import { giveUpUnanswered, giveUpUnasked } from '../store/requests/plan.js'
import { finishStep, requireRunRecord, stepReports } from '../store/runs/runs.js'
import type { Deps } from './deps.js'
import { sourceOf } from './source-of.js'

/** Closes a dataset's step after its last batch: requests without an answer are given up. */
export function createFinishDataset(deps: Deps) {
  return async function finishDataset(ref: {
    source: SeasonSyncInput['source']
    runId: string
    dataset: string
    /** The first requests brought nothing: the others were not asked. */
    nothing?: boolean
  }): Promise<StepReport | undefined> {
    const { database } = sourceOf(deps, ref.source)
    await requireRunRecord(database.pool, ref.runId)
    if (ref.nothing === true) await giveUpUnasked(database.pool, ref.runId, ref.dataset)
    await giveUpUnanswered(database.pool, ref.runId, ref.dataset)
    await finishStep(database.pool, ref.runId, ref.dataset)
    return (await stepReports(database.pool, ref.runId)).find((step) => step.name === ref.dataset)
  }
}
