import type pg from 'pg'
import type { PlanRef } from '../contracts/dataset-run.js'
import type { Dataset } from '../datasets/dataset.js'
import { bodyTime } from '../store/merge/body-time.js'
import { readAnswers } from '../store/requests/archived-answers.js'
import { archivedAnswers, giveUpNotArchived, type Candidate } from '../store/requests/latest-answers.js'
import { readPlan, type PlannedRequest } from '../store/requests/plan.js'
import { adoptAnswers } from '../store/requests/retry.js'
import { asFailure } from './failures.js'
import { withHeartbeat } from './heartbeat.js'

/**
 * Answers the requests of a plan from the archive; one that it lacks is given up, so that none is left to be sent. In a
 * repeat, what has its answer keeps it.
 */
export async function answeredByArchive(
  pool: pg.Pool,
  ref: PlanRef,
  dataset: Dataset,
  plan: readonly PlannedRequest[],
): Promise<readonly PlannedRequest[]> {
  if (!plan.some(({ state }) => state === 'planned')) return plan
  return withHeartbeat(async () => {
    const latest = new Map<string, number>()
    for (const [key, candidates] of await archivedAnswers(pool, ref.runId, ref.dataset)) {
      const answer = await newest(pool, candidates, dataset)
      if (answer !== undefined) latest.set(key, answer)
    }
    await adoptAnswers(pool, ref, latest)
    await giveUpNotArchived(pool, ref.source, ref.runId, ref.dataset)
    return readPlan(pool, ref.runId, ref.dataset)
  })
}

/** The requests of such a plan that the archive lacks. */
export const notArchived = (plan: readonly PlannedRequest[]): readonly number[] =>
  plan.flatMap(({ ordinal, state }) => (state === 'failed' ? [ordinal] : []))

/**
 * The newest of the answers, the latest of which comes first: that one, unless its body says that it came from a stale
 * cache, which an earlier one shows. No body can have been made after it was fetched, so that few are read; and no imported
 * answer is newer than one that was fetched here.
 */
async function newest(
  pool: pg.Pool,
  candidates: readonly Candidate[],
  dataset: Dataset,
): Promise<number | undefined> {
  if (dataset.bodyTime === undefined || candidates.length < 2) return candidates[0]?.responseId
  let best: { readonly responseId: number; readonly time: number } | undefined
  for (const { responseId, fetchedAt, imported } of candidates) {
    if (imported !== candidates[0]?.imported) break
    if (best !== undefined && fetchedAt.getTime() <= best.time) break
    const answer = (await readAnswers(pool, [responseId]).catch(throwAsFailure)).get(responseId)
    const made = answer && bodyTime(answer.body, dataset.bodyTime)
    if (made === undefined) return best?.responseId ?? responseId
    const time = Date.parse(made)
    if (best === undefined || time > best.time) best = { responseId, time }
  }
  return best?.responseId
}

const throwAsFailure = (error: unknown): never => {
  throw asFailure(error)
}
