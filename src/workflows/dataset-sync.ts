import {
  ActivityFailure,
  continueAsNew,
  isCancellation,
  setCurrentDetails,
  workflowInfo,
} from '@temporalio/workflow'
import type { BatchRef, DatasetSyncInput, DatasetSyncResult, Plan } from '../contracts.js'
import { record, rows, source } from './activities.js'
import { Permits } from './permits.js'

/** Batches that are on their way at once: while one merges, others fetch and transform. */
const LANES = 3

/**
 * One dataset of one season: plan, then batch after batch fetch, transform, upsert. A request that fails for good is
 * set aside by its activity; the others go on, and the run names it.
 */
export async function datasetSync(input: DatasetSyncInput): Promise<DatasetSyncResult> {
  const { runId, dataset, season, seasonType, today } = input
  const ref = { runId, source: input.source, dataset, season, seasonType, today }
  const plan = await record.plan.executeWithOptions({ summary: `plan ${dataset} ${season} ${seasonType}` }, [
    ref,
  ])
  const batches = Math.ceil(plan.requests / plan.batchSize)
  const fetches = new Permits(plan.window)
  let next = input.fromBatch ?? 0
  let failed = 0

  const lane = async (): Promise<void> => {
    // A continue-as-new loses what is open, so the lanes run dry first.
    while (next < batches && !workflowInfo().continueAsNewSuggested) {
      const batch = next++
      const from = batch * plan.batchSize
      const to = Math.min(plan.requests, from + plan.batchSize)
      const lost = await runBatch(
        { ...ref, batch, from, to, acceptRemovals: input.acceptRemovals },
        plan,
        fetches,
        input,
      )
      failed += lost
      setCurrentDetails(`${dataset}: batch ${batch + 1} of ${batches} merged, ${failed} requests set aside`)
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  if (next < batches) await continueAsNew<typeof datasetSync>({ ...input, fromBatch: next })
  await record.finishDataset.executeWithOptions({ summary: `finish ${dataset}` }, [ref])
  return { requests: plan.requests, failed }
}

/** Fetches a batch and merges what arrived. Returns how many of its requests failed for good. */
async function runBatch(
  ref: BatchRef,
  plan: Plan,
  fetches: Permits,
  input: DatasetSyncInput,
): Promise<number> {
  const fetched = await Promise.all(
    Array.from({ length: ref.to - ref.from }, (_, index) => {
      const ordinal = ref.from + index
      const summary = `GET ${plan.labels[ordinal] ?? ordinal}`
      return fetches.with(async () => {
        try {
          await source(ref.source).fetch.executeWithOptions({ summary }, [
            { ...ref, ordinal, today: input.today },
          ])
          return true
        } catch (error) {
          if (error instanceof ActivityFailure && !isCancellation(error)) return false
          throw error
        }
      })
    }),
  )
  const failed = fetched.filter((arrived) => !arrived).length
  const what =
    ref.to - ref.from === 1
      ? (plan.labels[ref.from] ?? '')
      : `${ref.dataset} requests ${ref.from + 1} to ${ref.to}`
  if (failed < fetched.length) {
    await rows.transform.executeWithOptions({ summary: `transform ${what}` }, [ref])
    await rows.upsert.executeWithOptions({ summary: `upsert ${what}` }, [ref])
  }
  return failed
}
