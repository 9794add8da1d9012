import type pg from 'pg'
import type { PlanRef } from '../contracts/dataset-run.js'
import { mayBeEmpty } from '../datasets/may-be-empty.js'
import type { Dataset, DatasetRequest } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import { easternToday } from '../season/season.js'
import { readLastMerged, type LastMergedAnswer } from '../store/merge/last-merged.js'
import { fillsScopes } from '../store/merge/table-state.js'
import { withBody } from '../store/requests/archived-answers.js'
import { freshAnswers } from '../store/requests/fresh.js'
import { requestKey } from '../store/requests/request-key.js'
import { isLeftOutWhenSettled, settledRequests } from '../store/requests/settled.js'
import { standingRequests } from './transform.js'

/** What is left of a plan. */
interface Remaining {
  readonly wanted: readonly DatasetRequest[]
  /** Archived answers, by request key, of wanted requests that need not be sent: they are merged again. */
  readonly archived: ReadonlyMap<string, number>
  /** Number of requests left out. */
  readonly settled: number
}

/**
 * Leaves out the requests whose merged answers need not be renewed and still stand in the tables: about games whose answers
 * can no longer have changed, and of datasets with a freshness those that are fresh. Where rows of one
 * are lost, or the dataset's declaration was another one when it was merged, its archived answer is merged again without a
 * request; one whose body the archive no longer has is asked for.
 */
export async function withoutSettled(
  pool: pg.Pool,
  dataset: Dataset,
  ref: PlanRef,
  requests: readonly DatasetRequest[],
): Promise<Remaining> {
  const { recheckDays } = ref
  const mayBeFresh = dataset.freshFor !== undefined && fillsScopes(dataset.tables)
  if (recheckDays === undefined || !(mayBeFresh || isLeftOutWhenSettled(dataset)))
    return { wanted: requests, archived: new Map(), settled: 0 }
  const keyed = requests.map((request) => ({ request, requestKey: requestKey(ref.source, request) }))
  const lastMerged = await settledAnswers(pool, dataset, { ...ref, recheckDays }, keyed)
  const settled = keyed.filter((each) => lastMerged.has(each.requestKey))
  const standing =
    ref.rebuild === true ? new Set() : await standingRequests(pool, dataset, ref, settled, lastMerged)
  const again = [...lastMerged].filter(
    ([key, { fingerprint }]) => !standing.has(key) || fingerprint !== fingerprintOf(dataset),
  )
  const renewed = new Set(again.map(([key]) => key))
  const wanted = keyed.filter((each) => !lastMerged.has(each.requestKey) || renewed.has(each.requestKey))
  const readable = await withBody(
    pool,
    again.map(([, { responseId }]) => responseId),
  )
  return {
    wanted: wanted.map(({ request }) => request),
    archived: new Map(
      again.flatMap(([key, { responseId }]) =>
        readable.has(responseId) ? [[key, responseId] as const] : [],
      ),
    ),
    settled: requests.length - wanted.length,
  }
}

interface Keyed {
  readonly request: DatasetRequest
  readonly requestKey: string
}

/** The last merged answers of the requests that need not be sent, by request key. */
async function settledAnswers(
  pool: pg.Pool,
  dataset: Dataset,
  ref: PlanRef & { readonly recheckDays: number },
  keyed: readonly Keyed[],
): Promise<ReadonlyMap<string, LastMergedAnswer>> {
  const { freshFor, whileLive } = dataset
  const today = easternToday(ref.today)
  if (freshFor !== undefined)
    return freshAnswers(
      pool,
      {
        ...ref,
        today,
        freshFor,
        emptyIsAnAnswer: mayBeEmpty(dataset, ref.season),
        fingerprint: fingerprintOf(dataset),
      },
      keyed.map(({ request: { about }, requestKey: key }) => ({ requestKey: key, about })),
    )
  const keys = await settledRequests(
    pool,
    { ...ref, today, over: whileLive },
    keyed.map(({ request: { about = '' }, requestKey: key }) => ({ requestKey: key, gameId: about })),
  )
  return readLastMerged(pool, ref, [...keys])
}
