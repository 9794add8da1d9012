import type pg from 'pg'
import type { PlanRef } from '../contracts/dataset-run.js'
import type { Dataset, DatasetRequest, DerivedFrom } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import { inputsOf } from '../store/derived/inputs.js'
import { readLastMerged } from '../store/merge/last-merged.js'
import { requestKey } from '../store/requests/request-key.js'
import { standingRequests } from './transform.js'

/**
 * The requests of a dataset that asks nothing: about the games that have changed since they were derived, or whose derived
 * rows do not stand. `answers`: the answers that brought what each is derived from, by request key.
 */
export async function changedGames(
  pool: pg.Pool,
  dataset: Dataset,
  from: DerivedFrom,
  ref: PlanRef,
  requests: readonly DatasetRequest[],
): Promise<{
  readonly wanted: readonly DatasetRequest[]
  readonly answers: ReadonlyMap<string, number>
}> {
  const inputs = await inputsOf(
    pool,
    from,
    requests.map(({ about = '' }) => about),
  )
  const ready = requests.flatMap((request) => {
    const of = inputs.get(request.about ?? '')
    return of === undefined ? [] : [{ request, requestKey: requestKey(ref.source, request), ...of }]
  })
  const lastMerged = await readLastMerged(
    pool,
    ref,
    ready.map((each) => each.requestKey),
  )
  const standing =
    ref.rebuild === true ? new Set() : await standingRequests(pool, dataset, ref, ready, lastMerged)
  const wanted = ready.filter(({ requestKey: key, contentHash }) => {
    const merged = lastMerged.get(key)
    return (
      !standing.has(key) ||
      merged?.contentHash !== contentHash ||
      merged.fingerprint !== fingerprintOf(dataset)
    )
  })
  return {
    wanted: wanted.map(({ request }) => request),
    answers: new Map(wanted.map((each) => [each.requestKey, each.responseId])),
  }
}
