import { setTimeout as sleep } from 'node:timers/promises'
import { Context } from '@temporalio/activity'
import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { retryDelay, type RequestRef } from '../contracts.js'
import { datasetOf } from '../datasets/catalogue.js'
import { surelyPlayed } from '../datasets/season.js'
import { messageOf } from '../errors.js'
import { parseJson } from '../sources/json.js'
import { SourceError } from '../sources/source-error.js'
import type { Source, SourceAnswer } from '../sources/source.js'
import { archiveAnswer, archiveFailure, shareAnswer, type Attempt } from '../store/archive.js'
import type { Database } from '../store/database.js'
import { hold, holdMs, takeTicket } from '../store/pace.js'
import { readPlan, type PlannedRequest } from '../store/plan.js'
import type { Deps } from './deps.js'
import { HEARTBEAT_MS } from './heartbeat.js'
import { sourceOf } from './source-of.js'

/** Waits up to this long are spent in the activity; longer ones end it, so that they hold no slot of the worker. */
const LONGEST_WAIT_MS = 5_000

/** A ticket used later than this is no longer its moment: another request may have it. */
const LATE_MS = 20

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
      await waitForPlace(client, database, context.cancellationSignal)
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

/** Takes tickets until one is used in its moment and no hold is on the source. */
async function waitForPlace(client: Source, database: Database, signal: AbortSignal): Promise<void> {
  for (;;) {
    const ticket = await takeTicket(database.pool, client.name, client.pace, LONGEST_WAIT_MS)
    const { waitMs } = ticket
    if (!ticket.taken) {
      throw ApplicationFailure.create({
        type: 'Paced',
        message:
          ticket.hold ?? `the pace of ${client.name} is taken for the next ${Math.round(waitMs / 1000)} s`,
        nextRetryDelay: Math.max(1, Math.ceil(waitMs)), // a place that is free by now is asked for at once, not after a backoff
      })
    }
    const moment = performance.now() + waitMs
    if (waitMs > 0) await sleep(waitMs, undefined, { signal })
    const heldMs = await holdMs(database.pool, client.name)
    if (heldMs === 0 && performance.now() - moment <= LATE_MS) return
    signal.throwIfAborted()
  }
}

async function ask(
  client: Source,
  database: Database,
  ref: RequestRef,
  planned: PlannedRequest,
  signal: AbortSignal,
): Promise<number> {
  const attempt = await nextAttempt(database, ref, planned)
  const requestedAt = new Date()
  try {
    const answer = await client.get(planned.request, { signal })
    inspect(ref, planned, answer, attempt.attempt)
    return await archiveAnswer(database.pool, { ...attempt, url: answer.url }, answer)
  } catch (error) {
    if (signal.aborted) throw new CancelledFailure('the request was cancelled')
    if (!(error instanceof SourceError)) throw error
    const delay = retryDelay(error.errorClass, attempt.attempt, error.retryAfterMs)
    await archiveFailure(database.pool, attempt, {
      outcome: error.errorClass,
      status: error.status,
      error: messageOf(error),
      retryAfterMs: error.retryAfterMs,
      requestedAt,
      final: delay === undefined,
    })
    if (delay !== undefined && (error.errorClass === 'RateLimited' || error.errorClass === 'Blocked')) {
      await hold(database.pool, client.name, delay, messageOf(error))
    }
    throw ApplicationFailure.create({
      type: error.errorClass,
      message: messageOf(error),
      nonRetryable: delay === undefined,
      ...(delay !== undefined && { nextRetryDelay: delay }),
    })
  }
}

/** Temporal counts waits for the pace as attempts too; the archive counts questions. */
async function nextAttempt(database: Database, ref: RequestRef, planned: PlannedRequest): Promise<Attempt> {
  const { rows } = await database.pool.query<{ n: number }>(
    'select count(*)::int as n from raw_responses where run_id = $1 and dataset = $2 and request_key = $3',
    [ref.runId, ref.dataset, planned.requestKey],
  )
  return {
    runId: ref.runId,
    source: ref.source,
    dataset: ref.dataset,
    ordinal: ref.ordinal,
    endpoint: planned.request.endpoint,
    requestKey: planned.requestKey,
    params: planned.request.params,
    url: planned.request.path,
    attempt: (rows[0]?.n ?? 0) + 1,
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
