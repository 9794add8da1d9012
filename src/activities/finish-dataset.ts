import type { SeasonSyncInput, StepReport } from '../contracts/season-run.js'
import { giveUpUnanswered } from '../store/requests/plan.js'
import { finishStep, mustKnowRun, stepReports } from '../store/runs/runs.js'
import type { Deps } from './deps.js'
import { sourceOf } from './source-of.js'

/** A dataset's requests have ended: what has no answer by now is given up. */
export function createFinishStep(deps: Deps) {
  return async function finishDataset(ref: {
    source: SeasonSyncInput['source']
    runId: string
    dataset: string
  }): Promise<StepReport | undefined> {
    const { database } = sourceOf(deps, ref.source)
    await mustKnowRun(database.pool, ref.runId)
    await giveUpUnanswered(database.pool, ref.runId, ref.dataset)
    await finishStep(database.pool, ref.runId, ref.dataset)
    return (await stepReports(database.pool, ref.runId)).find((step) => step.name === ref.dataset)
  }
}
