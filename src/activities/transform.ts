import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type pg from 'pg'
import type { BatchRef } from '../contracts/dataset-run.js'
import type { Dataset } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import type { SeasonScope } from '../season/season.js'
import { storeBatch } from '../store/merge/batches.js'
import { readLastMerged, type LastMergedAnswer } from '../store/merge/last-merged.js'
import { fillsScopes, standingScopes } from '../store/merge/table-state.js'
import { answersOf, partsBySize, readAnswers, UnreadableBody } from '../store/requests/archived-answers.js'
import type { ArchivedAnswer } from '../store/requests/in-hand.js'
import { readPlan, type PlannedRequest } from '../store/requests/plan.js'
import { isReadByItself, scopesOf } from './read-rows.js'
import { BatchBuilder, type TransformResult } from './batch-builder.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { asFailure } from './failures.js'
import { withHeartbeat } from './heartbeat.js'
import { sourceOf } from './source-of.js'
import { storedInTurn } from './stored-in-turn.js'

/**
 * Turns the raw bodies of a batch into validated rows in COPY format; refused rows go to quarantine with reason and
 * response.
 */
export function createTransform(deps: Deps) {
  return async function transform(ref: BatchRef): Promise<TransformResult> {
    const { database } = sourceOf(deps, ref.source)
    return withHeartbeat(async () => {
      try {
        return await transformBatch(database.pool, requireDataset(ref.source, ref.dataset), ref)
      } catch (error) {
        throw asFailure(error)
      }
    })
  }
}

/** Decoded bodies of a batch that are in memory at once: all 25 of box scores or play-by-play. */
const BYTES_IN_HAND = 16 * 1024 * 1024

/** Transforms the archived answers of a batch and stores its rows for the merge. */
export async function transformBatch(
  pool: pg.Pool,
  dataset: Dataset,
  ref: BatchRef,
): Promise<TransformResult> {
  const planned = await readPlan(pool, ref.runId, ref.dataset, ref.from, ref.to)
  return transformRequests(pool, dataset, ref, planned)
}

/** Transforms the archived answers to these requests as one batch. */
export async function transformRequests(
  pool: pg.Pool,
  dataset: Dataset,
  ref: BatchRef,
  planned: readonly PlannedRequest[],
): Promise<TransformResult> {
  const lastMerged = await readLastMerged(
    pool,
    ref,
    planned.map((r) => r.requestKey),
  )
  const standing =
    ref.rebuild === true ? new Set() : await standingRequests(pool, dataset, ref, planned, lastMerged)
  const batch = new BatchBuilder(
    dataset,
    ref,
    planned.map(({ request }) => request),
  )
  const { derivedFrom } = dataset
  const answers =
    derivedFrom === undefined
      ? answersInTurn(pool, planned, batch.areApart || !isReadByItself(dataset) ? dataset.name : undefined)
      : storedInTurn(pool, dataset.name, derivedFrom, planned)
  for await (const [request, answer] of answers) {
    const merged = lastMerged.get(request.requestKey)
    const stands = standing.has(request.requestKey)
    if (answer === undefined && request.responseId !== null)
      throw new UnreadableBody(
        `${request.request.label}: the body of its archived answer is gone; another sync asks for it again`,
      )
    const archived = answer ? batch.add(request, answer, merged, stands) : lostAnswer(dataset, merged, stands)
    if (archived !== undefined && derivedFrom === undefined) {
      const before = (await readAnswers(pool, [archived])).get(archived)
      if (before) batch.add(request, before, merged, false)
    }
    await yieldToEventLoop() // fetches of this worker must use their slots on time, and one answer takes milliseconds
  }
  await storeBatch(pool, ref, batch.requests, batch.tables(), batch.quarantined, dataset.transformVersion)
  return batch.result()
}

/**
 * The requests with their archived answers, of which few are in memory at once. Of those in hand only such as were read for
 * this dataset, or not read yet.
 */
async function* answersInTurn(
  pool: pg.Pool,
  planned: readonly PlannedRequest[],
  dataset: string | undefined,
): AsyncGenerator<readonly [PlannedRequest, ArchivedAnswer | undefined]> {
  const ids = planned.map(({ responseId }) => responseId ?? 0)
  let at = 0
  for (const part of await partsBySize(pool, ids, BYTES_IN_HAND)) {
    const answers = await answersOf(pool, part, dataset)
    for (const request of planned.slice(at, at + part.responseIds.length))
      yield [request, answers.get(request.responseId ?? 0)]
    at += part.responseIds.length
  }
}

/** The archived answer of a request that was given up, if the tables lack rows of it, or it has to be read again. */
const lostAnswer = (
  dataset: Dataset,
  merged: LastMergedAnswer | undefined,
  stands: boolean,
): number | undefined =>
  fillsScopes(dataset.tables) && !(stands && merged?.fingerprint === fingerprintOf(dataset))
    ? merged?.responseId
    : undefined

/** Those of the requests that were given up of whose archived answers the tables lack rows, or which have to be read again. */
export async function lostRequests(
  pool: pg.Pool,
  dataset: Dataset,
  ref: BatchRef,
  givenUp: readonly PlannedRequest[],
): Promise<readonly PlannedRequest[]> {
  const keys = givenUp.map(({ requestKey }) => requestKey)
  const lastMerged = await readLastMerged(pool, ref, keys)
  const standing = await standingRequests(pool, dataset, ref, givenUp, lastMerged)
  return givenUp.filter(
    ({ requestKey }) =>
      lostAnswer(dataset, lastMerged.get(requestKey), standing.has(requestKey)) !== undefined,
  )
}

/** The keys of the requests whose last merged answers still stand in the tables, row by row. */
export function standingRequests(
  pool: pg.Pool,
  dataset: Dataset,
  ref: SeasonScope,
  planned: readonly Pick<PlannedRequest, 'requestKey' | 'request'>[],
  lastMerged: ReadonlyMap<string, LastMergedAnswer>,
): Promise<ReadonlySet<string>> {
  const merged = planned.flatMap(({ requestKey, request }) => {
    const answer = lastMerged.get(requestKey)
    return answer ? [{ requestKey, scopes: scopesOf(dataset, request, ref), lastMerged: answer }] : []
  })
  return standingScopes(pool, dataset.tables, merged)
}
