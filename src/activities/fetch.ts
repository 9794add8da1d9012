import { setTimeout as sleep } from 'node:timers/promises'
import { Context } from '@temporalio/activity'
import { CancelledFailure } from '@temporalio/common'
import type { Fetched, RequestRef } from '../contracts/dataset-run.js'
import type { SourceErrorClass } from '../contracts/failure-types.js'
import { retryDelay } from '../contracts/retry-rules.js'
import { messageOf } from '../errors.js'
import type { Dataset, DatasetRequest } from '../datasets/dataset.js'
import { fingerprintOf } from '../datasets/fingerprint.js'
import { mayBeEmpty } from '../datasets/may-be-empty.js'
import { surelyPlayed, type SeasonScope } from '../season/season.js'
import { parseJson } from '../sources/http/json.js'
import { Room } from '../sources/http/room.js'
import { SourceError } from '../sources/judge/source-error.js'
import type { Source, SourceAnswer } from '../sources/source.js'
import type { Database } from '../store/database/database.js'
import { bytesOf } from '../store/merge/answer-rows.js'
import { contentHash } from '../store/merge/content-hash.js'
import { closeBreaker, releaseProbe } from '../store/pace/breaker.js'
import { databaseTime } from '../store/pace/pace.js'
import { waitForProbe } from '../store/pace/probe-watch.js'
import { archiveAnswer } from '../store/requests/archive-answer.js'
import { archiveFailure, type Attempt } from '../store/requests/archive.js'
import { attemptsAt } from '../store/requests/attempts.js'
import { readAsked, type AskedRequest } from '../store/requests/asked-request.js'
import { keepInHand, type ReadContent } from '../store/requests/in-hand.js'
import { shareAnswer } from '../store/requests/shared-answer.js'
import { Slots } from '../system/slots.js'
import { isReadByItself, readAlone } from './read-rows.js'
import { contentOf } from './content-of.js'
import { requireDataset } from './dataset-of.js'
import type { Deps } from './deps.js'
import { asFailure, permanent, retryLater, waitLater } from './failures.js'
import { withHeartbeat } from './heartbeat.js'
import { persist } from './persist.js'
import { LONGEST_PART_MS, waitForSlot, type Slot } from './rate-limit-slot.js'
import { probeByCanary } from './source-answers.js'
import { sourceOf } from './source-of.js'
import { isCanarysTurn } from './strike.js'
import { timed } from './timed.js'
import { verdict } from './verdict.js'

/** Recorded for a request that was sent and then cancelled: every request that reaches the source is on record. */
const CANCELLED = {
  outcome: 'Cancelled',
  status: undefined,
  error: 'the run was stopped before the answer came',
  retryAfterMs: undefined,
  final: false,
} as const

/**
 * A fetch waits this long inside one attempt: longer than the longest hold of the breaker, so that a wait is no failed
 * attempt in Temporal. Only a Retry-After of the source, and a run that stays paused without being cancelled, take longer.
 */
const LONGEST_WAIT_MS = 20 * 60_000

/** Everything else that a fetch does, from one report to the next, takes far less: timeouts of the source and the archive. */
const LONGEST_STEP_MS = 5 * 60_000

/** Answers of more than ORDINARY_BYTES, such as a season's game log, that are read, checked and archived at once. */
const LARGE_ANSWERS = 2

/**
 * Fetches one request: uses the archived answer if there is one; otherwise waits for a slot in the rate limit, sends
 * the request and archives the answer. It returns the response's id and whether the answer has no rows (unknown of an
 * archived one); the body stays in Postgres.
 */
export function createFetch(deps: Deps) {
  const largeAnswers = new Slots(LARGE_ANSWERS)
  return async function fetch(ref: RequestRef): Promise<Fetched> {
    const { client, database } = sourceOf(deps, ref.source)
    const signal = Context.current().cancellationSignal
    const waitUntil = performance.now() + (deps.longestWaitMs ?? LONGEST_WAIT_MS)
    return withHeartbeat(async (report) => {
      for (;;) {
        // Everything is read before the slot: the request must follow at once.
        const asked = await readAsked(database.pool, ref)
        const { responseId: known } = asked.planned
        if (known !== null) return { responseId: known, reused: true }
        if (
          asked.isAnsweredElsewhere &&
          (await shareAnswer(database.pool, ref.runId, ref.dataset, ref.ordinal))
        )
          continue
        const next = nextAttempt(ref, asked)
        const turn = ref.ordinal + next.attempt.attempt
        const { service } = asked.planned.request
        const slot = await waitForSlot(client, database, { ...ref, turn, service }, signal)
        if (!('why' in slot)) {
          if (slot.probe && (await isCanarysTurn(database.pool, slot.way, next.failuresAs))) {
            const suspect = {
              ...next.attempt,
              service,
              askedNumber: slot.askedNumber,
              way: slot.way,
            }
            if (await probeByCanary(client, database, suspect, signal)) continue
          }
          const room = new Room(largeAnswers, signal)
          try {
            return await ask({ client, database }, ref, asked, next, slot, { signal, room })
          } finally {
            await room.leave()
          }
        }
        const partMs = Math.min(slot.waitMs, LONGEST_PART_MS)
        if (performance.now() + partMs > waitUntil) throw waitLater(slot.type, slot.why, slot.waitMs)
        report(slot.why)
        if (slot.probing) await waitForProbe(database.pool, slot.way, partMs, signal)
        else await sleep(partMs, undefined, { signal })
      }
    }, LONGEST_STEP_MS)
  }
}

/** Sends the request in its slot, and archives the answer or the failure. */
async function ask(
  { client, database }: { readonly client: Source; readonly database: Database },
  ref: RequestRef,
  asked: AskedRequest,
  { attempt: next, failuresAs }: NextAttempt,
  slot: Slot,
  options: { readonly signal: AbortSignal; readonly room: Room },
): Promise<Fetched> {
  const { pool } = database
  const { signal } = options
  const { planned, lastHash } = asked
  const attempt: Attempt = { ...next, askedNumber: slot.askedNumber }
  const requestedAt = databaseTime(pool)
  try {
    const answer = await client.get(planned.request, { ...options, way: slot.way })
    const { content, empty } = inspect(ref, asked, answer, failuresAs('SuspiciouslyEmpty'))
    const responseId = await persist(
      async () => {
        const inTime = timed(pool, answer)
        const id = await archiveAnswer(
          pool,
          { ...attempt, url: answer.url },
          inTime,
          answer.sha256 === lastHash,
        )
        const { sha256, respondedAt: fetchedAt, decodedBody: body } = inTime
        const facts = { responseId: id, askedNumber: attempt.askedNumber, sha256, fetchedAt }
        const dataset = requireDataset(ref.source, ref.dataset)
        if (content === undefined) keepInHand(pool, { ...facts, body }, body.length)
        else {
          const read = { dataset: dataset.name, ...contentOf({ sha256, body }, dataset), ...content }
          keepInHand(
            pool,
            { ...facts, read },
            'rows' in content ? bytesOf(content.rows, body.length) : body.length,
          )
        }
        return id
      },
      async () => (await readAsked(pool, ref)).planned.responseId ?? undefined,
      signal,
    )
    if (slot.probe) await closeBreaker(pool, slot.way)
    return { responseId, reused: false, ...(empty && { empty }) }
  } catch (error) {
    if (signal.aborted) {
      if (slot.probe) await releaseProbe(pool, slot.way)
      await archiveFailure(pool, attempt, { ...CANCELLED, requestedAt })
      throw new CancelledFailure(CANCELLED.error)
    }
    if (!(error instanceof SourceError)) throw asFailure(error)
    const failing = {
      ...attempt,
      service: planned.request.service,
      failures: failuresAs(error.errorClass),
      requestedAt,
    }
    const delay = await verdict(client, database, failing, error, slot, signal)
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

interface NextAttempt {
  readonly attempt: Omit<Attempt, 'askedNumber'>
  /** The number of failed attempts of a class, the next one included: each class has a limit of its own. */
  readonly failuresAs: (errorClass: SourceErrorClass) => number
}

/**
 * Numbers the next attempt by the archive, which counts requests sent; Temporal's count includes workers that
 * were lost.
 */
function nextAttempt(ref: RequestRef, { planned, outcomes }: AskedRequest): NextAttempt {
  const { requestKey, request } = planned
  const attempt = {
    runId: ref.runId,
    source: ref.source,
    dataset: ref.dataset,
    ordinal: ref.ordinal,
    endpoint: request.endpoint,
    requestKey,
    params: request.params,
    url: request.path,
    attempt: 1 + Object.values(outcomes).reduce((sum, n) => sum + n, 0),
  }
  return { attempt, failuresAs: (errorClass) => 1 + (outcomes[errorClass] ?? 0) }
}

/**
 * Reads the answer, or the start of it, as the transform will, so that a broken answer is retried here, where a retry is
 * cheap. An answer without rows is retried too, but accepted at the last attempt: verify then judges it. Returns what was
 * read, which is undefined where the body equals the last merged one: that is not read again.
 */
function inspect(
  ref: RequestRef,
  { planned: { request }, merged }: AskedRequest,
  answer: SourceAnswer,
  failures: number,
): { readonly content: ReadContent | undefined; readonly empty: boolean } {
  const dataset = requireDataset(ref.source, ref.dataset)
  if (merged !== null && merged.fingerprint === fingerprintOf(dataset)) {
    const { sha256, decodedBody: body } = answer
    if (contentHash({ sha256, body }, dataset.volatile) === merged.contentHash)
      return { content: undefined, empty: false }
  }
  const { content, isEmpty } = contentFor(dataset, parseJson(answer.decodedBody, request.label), request, ref)
  if (!isEmpty || mayBeEmpty(dataset, ref.season)) return { content, empty: false }
  if (retryDelay('SuspiciouslyEmpty', failures) !== undefined && surelyPlayed(ref, ref.today)) {
    throw new SourceError(
      'SuspiciouslyEmpty',
      `${request.label}: the answer has no rows although games have been played.`,
    )
  }
  return { content, empty: true }
}

/** Reads all of an answer that is read by itself, and the first row of another one. */
function contentFor(
  dataset: Dataset,
  json: unknown,
  request: DatasetRequest,
  ref: SeasonScope,
): { readonly content: ReadContent; readonly isEmpty: boolean } {
  if (!isReadByItself(dataset)) {
    const first = dataset.transform(json, request, ref)[Symbol.iterator]().next()
    return { content: { json }, isEmpty: first.done === true }
  }
  const rows = readAlone(dataset, json, request, ref)
  return { content: { rows }, isEmpty: rows.tables.size === 0 && rows.refused.length === 0 }
}
