import type pg from 'pg'
import type { PlanRef } from '../contracts/dataset-run.js'
import type { Dataset, DatasetRequest } from '../datasets/dataset.js'
import { easternToday } from '../season/season.js'
import { readLastMerged } from '../store/merge/last-merged.js'
import { fillsScopes } from '../store/merge/table-state.js'
import { requestKey } from '../store/requests/request-key.js'
import { settledRequests } from '../store/requests/settled.js'
import { standingRequests } from './transform.js'

/** What is left of a plan. */
interface Remaining {
  readonly wanted: readonly DatasetRequest[]
  /** Archived answers, by request key, of wanted requests that need not be sent: they are merged again. */
  readonly lost: ReadonlyMap<string, number>
  /** Number of requests left out. */
  readonly settled: number
}

/**
 * Leaves out the requests about games whose merged answers can no longer have changed and still stand in the tables. Where
 * rows of one are lost, or this version reads it in another way, its archived answer is merged again without a request.
 */
export async function withoutSettled(
  pool: pg.Pool,
  dataset: Dataset,
  ref: PlanRef,
  requests: readonly DatasetRequest[],
): Promise<Remaining> {
  const { recheckDays } = ref
  if (recheckDays === undefined || dataset.subject !== 'game' || !fillsScopes(dataset.tables))
    return { wanted: requests, lost: new Map(), settled: 0 }
  const keyed = requests.map((request) => ({ request, requestKey: requestKey(ref.source, request) }))
  const keys = await settledRequests(
    pool,
    { ...ref, today: easternToday(ref.today), recheckDays },
    keyed.map((each) => ({ requestKey: each.requestKey, gameId: each.request.about ?? '' })),
  )
  const settled = keyed.filter((each) => keys.has(each.requestKey))
  const lastMerged = await readLastMerged(pool, ref, [...keys])
  const standing =
    ref.rebuild === true ? new Set() : await standingRequests(pool, dataset, ref, settled, lastMerged)
  const lost = new Map(
    [...lastMerged].flatMap(([key, { responseId, transformVersion }]) =>
      standing.has(key) && transformVersion === dataset.transformVersion ? [] : [[key, responseId] as const],
    ),
  )
  const wanted = keyed.filter((each) => !keys.has(each.requestKey) || lost.has(each.requestKey))
  return {
    wanted: wanted.map(({ request }) => request),
    lost,
    settled: requests.length - wanted.length,
  }
}
