import type pg from 'pg'
import type { Plan, PlanRef } from '../contracts/dataset-run.js'
import type { Dataset, DatasetRequest, DerivedFrom } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import { gameNames } from '../store/completeness/game-names.js'
import { HORIZON_MS } from '../store/pace/pace.js'
import { readPlan, storePlan } from '../store/requests/plan.js'
import { requestKey } from '../store/requests/request-key.js'
import { adoptAnswers, reusableAnswers } from '../store/requests/retry.js'
import { storedSeason } from '../store/requests/stored-season.js'
import { requireRunRecord } from '../store/runs/runs.js'
import { changedGames } from './changed-games.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { narrowed } from './narrowed.js'
import { answeredByArchive, notArchived } from './plan-from-archive.js'
import { waysOf } from './rate-limit-slot.js'
import { sourceOf } from './source-of.js'
import { withoutSettled } from './without-settled.js'

/**
 * Requests of a batch: large enough to make a merge worth its cost, small enough to bring a game into the tables
 * within seconds.
 */
export const BATCH_SIZE = 25

/**
 * Fetches that are open at once fill this share of the time for which slots in the rate limit may be taken ahead,
 * within these bounds.
 */
const WINDOW_SHARE = 0.75
const WINDOW_MIN = 2
/** Far below Temporal's 2,000 pending activities of a workflow; more fetches would only queue at the worker. */
const WINDOW_MAX = 100

/**
 * A season's box scores (7,500 events) stay one execution, so that their history is in one place and no batch waits for
 * a continue-as-new. Temporal suggests a new one at 4,096, warns at 10,240 and ends an execution at 51,200.
 */
const LONGEST_HISTORY = 10_000

/**
 * Turns a dataset and a season into requests and stores those whose answers can have changed. A repeat returns the stored
 * plan.
 */
export function createPlan(deps: Deps) {
  return async function plan(ref: PlanRef): Promise<Plan> {
    const { client, database } = sourceOf(deps, ref.source)
    const dataset = requireDataset(ref.source, ref.dataset)
    await requireRunRecord(database.pool, ref.runId)
    let stored = await readPlan(database.pool, ref.runId, ref.dataset)
    if (stored.length === 0) {
      const all = await dataset.requests(ref, storedSeason(database.pool, ref))
      const requests = await narrowed(database.pool, dataset, ref, all)
      await (dataset.derivedFrom === undefined
        ? storeWanted(database.pool, dataset, ref, requests)
        : storeChanged(database.pool, dataset, dataset.derivedFrom, ref, requests))
      stored = await readPlan(database.pool, ref.runId, ref.dataset)
    }
    const asksNothing = ref.fromArchive === true || dataset.derivedFrom !== undefined
    if (ref.fromArchive === true) stored = await answeredByArchive(database.pool, ref, dataset, stored)
    const run = await database.pool.query<{ pace: number | null }>(
      'select pace from sync.sync_runs where run_id = $1',
      [ref.runId],
    )
    const pace = (run.rows[0]?.pace ?? client.pace) * waysOf(client).length
    const windowSeconds = (HORIZON_MS[ref.urgency ?? 'sync'] / 1000) * WINDOW_SHARE
    return {
      requests: stored.length,
      batchSize: BATCH_SIZE,
      window: Math.min(WINDOW_MAX, Math.max(WINDOW_MIN, Math.ceil(pace * windowSeconds))),
      longestHistory: LONGEST_HISTORY,
      ...(asksNothing && { notArchived: notArchived(stored) }),
      labels: await labelsOf(
        database.pool,
        dataset,
        stored.map(({ request }) => request),
      ),
    }
  }
}

/** What the requests are called in Temporal; those about games with teams and date, where these are stored. */
async function labelsOf(
  pool: pg.Pool,
  { subject }: Dataset,
  requests: readonly DatasetRequest[],
): Promise<readonly string[]> {
  const games = subject === 'game' ? requests.flatMap(({ about }) => about ?? []) : []
  const names = await gameNames(pool, games)
  return requests.map(({ label, about = '' }) => {
    const name = names.get(about)
    return name === undefined ? label : `${label} (${name})`
  })
}

/** Plans the requests whose answers can have changed. */
async function storeWanted(
  pool: pg.Pool,
  dataset: Dataset,
  ref: PlanRef,
  requests: readonly DatasetRequest[],
): Promise<void> {
  const { wanted, archived, settled } = await withoutSettled(pool, dataset, ref, requests)
  await (ref.retryOf === undefined
    ? storePlan(pool, ref, wanted, settled)
    : storeMissing(pool, ref, ref.retryOf, dataset, wanted, settled))
  await adoptAnswers(pool, ref, archived)
}

/** Plans a dataset that asks nothing: each request has its answer, and none is sent. */
async function storeChanged(
  pool: pg.Pool,
  dataset: Dataset,
  from: DerivedFrom,
  ref: PlanRef,
  requests: readonly DatasetRequest[],
): Promise<void> {
  const { wanted, answers } = await changedGames(pool, dataset, from, ref, requests)
  await storePlan(pool, ref, wanted)
  await adoptAnswers(pool, ref, answers)
}

/**
 * Plans the requests that the retried run lacks. Answers that it archived without merging are taken over. So are
 * answers whose rows depend on other tables, since those tables may hold more rows by now.
 */
async function storeMissing(
  pool: pg.Pool,
  ref: PlanRef,
  retryOf: string,
  dataset: Dataset,
  requests: readonly DatasetRequest[],
  settled: number,
): Promise<void> {
  const before = await reusableAnswers(pool, retryOf, {
    ...ref,
    subject: dataset.subject,
    fingerprint: fingerprintOf(dataset),
  })
  const dependent = dataset.tables.some((table) => table.memberOf !== undefined)
  const takenOver = new Map<string, number>()
  const wanted = requests.filter((request) => {
    const key = requestKey(ref.source, request)
    const brought = before.get(key)
    if (brought === undefined) return true
    if (brought.merged && !dependent) return false
    takenOver.set(key, brought.responseId)
    return true
  })
  await storePlan(pool, ref, wanted, settled)
  await adoptAnswers(pool, ref, takenOver)
}
