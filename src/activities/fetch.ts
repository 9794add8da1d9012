import { Context } from '@temporalio/activity'
import { CancelledFailure } from '@temporalio/common'
import type { RequestRef } from '../contracts/dataset-run.js'
import { retryDelay } from '../contracts/retry-rules.js'
import { datasetOf } from '../datasets/catalogue.js'
import { messageOf } from '../errors.js'
import { surelyPlayed } from '../season/season.js'
import { parseJson } from '../sources/http/json.js'
import { SourceError } from '../sources/judge/source-error.js'
import type { Source, SourceAnswer } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { closeBreaker, releaseProbe } from '../store/pace/breaker.js'
import {
  archiveAnswer,
  archiveFailure,
  attemptsAt,
  shareAnswer,
  type Attempt,
} from '../store/requests/archive.js'
import { readPlan, type PlannedRequest } from '../store/requests/plan.js'
import type { Deps } from './deps.js'
import { asFailure, permanent, retryLater } from './failures.js'
import { HEARTBEAT_MS } from './heartbeat.js'
import { persist } from './persist.js'
import { waitForPlace } from './place.js'
import { sourceOf } from './source-of.js'
import { verdict } from './verdict.js'

/** A request that was sent is on record, even if nobody waits for its answer any more. */
const CANCELLED = {
  outcome: 'Cancelled',
  status: undefined,
  error: 'the run was stopped before the answer came',
  retryAfterMs: undefined,
  final: false,
} as const

/**
 * One request: the archived answer if there is one, else a place in the pace, the question, the archive. What it
 * returns is small; the body stays in Postgres.
 */
export function createFetch(deps: Deps) {
  return async function fetch(ref: RequestRef): Promise<{ responseId: number; reused: boolean }> {
    const { client, database } = sourceOf(deps, ref.source)
    const context = Context.current()
    const timer = setInterval(() => context.heartbeat(), HEARTBEAT_MS)
    try {
      const planned = await plannedRequest(database, ref)
      if (planned.responseId !== null) return { responseId: planned.responseId, reused: true }
      if (await shareAnswer(database.pool, ref.runId, ref.dataset, ref.ordinal)) {
        return { responseId: Number((await plannedRequest(database, ref)).responseId), reused: true }
      }
      return {
        responseId: await ask(client, database, ref, planned, context.cancellationSignal),
        reused: false,
      }
    } finally {
      clearInterval(timer)
    }
  }
}

async function plannedRequest(database: Database, ref: RequestRef): Promise<PlannedRequest> {
  const [planned] = await readPlan(database.pool, ref.runId, ref.dataset, ref.ordinal, ref.ordinal + 1)
  if (!planned) throw new Error(`request ${ref.ordinal} of ${ref.dataset} is not in the plan`)
  return planned
}

async function ask(
  client: Source,
  database: Database,
  ref: RequestRef,
  planned: PlannedRequest,
  signal: AbortSignal,
): Promise<number> {
  const { pool } = database
  const attempt = await nextAttempt(database, ref, planned)
  const place = await waitForPlace(client, database, ref, signal) // the question follows at once: its moment is now
  const requestedAt = new Date()
  try {
    const answer = await client.get(planned.request, { signal })
    inspect(ref, planned, answer, attempt.attempt)
    const responseId = await persist(
      () => archiveAnswer(pool, { ...attempt, url: answer.url }, answer),
      async () => (await plannedRequest(database, ref)).responseId ?? undefined,
      signal,
    )
    if (place.probe) await closeBreaker(pool, client.name)
    return responseId
  } catch (error) {
    if (signal.aborted) {
      if (place.probe) await releaseProbe(pool, client.name)
      await archiveFailure(pool, attempt, { ...CANCELLED, requestedAt })
      throw new CancelledFailure(CANCELLED.error)
    }
    if (!(error instanceof SourceError)) throw asFailure(error)
    const failing = { ...attempt, service: planned.request.service }
    const delay = await verdict(client, database, failing, error, place, signal)
    const failed = {
      outcome: error.errorClass,
      status: error.status,
      error: messageOf(error),
      retryAfterMs: error.retryAfterMs,
      requestedAt,
      final: delay === undefined,
    }
    await persist(
      () => archiveFailure(pool, attempt, failed),
      async () => ((await attemptsAt(pool, attempt)) >= attempt.attempt ? true : undefined),
      signal,
    )
    throw delay === undefined
      ? permanent(error.errorClass, error)
      : retryLater(error.errorClass, messageOf(error), delay)
  }
}

/** Temporal counts waits for the pace as attempts too; the archive counts questions. */
async function nextAttempt(database: Database, ref: RequestRef, planned: PlannedRequest): Promise<Attempt> {
  const attempts = await attemptsAt(database.pool, { ...ref, requestKey: planned.requestKey })
  return {
    runId: ref.runId,
    source: ref.source,
    dataset: ref.dataset,
    ordinal: ref.ordinal,
    endpoint: planned.request.endpoint,
    requestKey: planned.requestKey,
    params: planned.request.params,
    url: planned.request.path,
    attempt: attempts + 1,
  }
}

/**
 * Reads the answer once as the transform will: what is no answer is asked again now, while that costs little. An
 * answer without rows is asked again too, and taken for what it says at the last attempt: verify judges it then.
 */
function inspect(ref: RequestRef, planned: PlannedRequest, answer: SourceAnswer, attempt: number): void {
  const dataset = datasetOf(ref.source, ref.dataset)
  const json = parseJson(answer.decodedBody, planned.request.label)
  const first = dataset.transform(json, planned.request, ref)[Symbol.iterator]().next()
  if (first.done !== true || dataset.emptyIsAnAnswer === true) return
  if (retryDelay('SuspiciouslyEmpty', attempt) !== undefined && surelyPlayed(ref, ref.today)) {
    throw new SourceError(
      'SuspiciouslyEmpty',
      `${planned.request.label}: the answer has no rows although games have been played.`,
    )
  }
}
