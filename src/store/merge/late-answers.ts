import type pg from 'pg'
import type { BatchKey, BatchRequest } from './batches.js'
import type { LastMergedAnswer } from './last-merged.js'

/** The facts by which an answer is older or newer than another. */
export interface AnswerOrder {
  readonly contentHash: string
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
  /** The time that the body itself gives, ISO. */
  readonly bodyTime?: string | undefined
}

/**
 * The reason why an answer is older than the last merged one of its request, which it must not replace; undefined: it is
 * not, or says the same. No worker's clock decides: the database has numbered the requests, and the source's own clock
 * tells an answer from a stale cache, which may come to the latest request.
 */
export function lateness(answer: AnswerOrder, merged: LastMergedAnswer | undefined): string | undefined {
  if (merged === undefined || answer.contentHash === merged.contentHash) return undefined
  if (answer.askedNumber < merged.askedNumber) return 'an older answer than the one merged: not merged'
  const { bodyTime } = answer
  if (bodyTime === undefined || merged.bodyTime === null) return undefined
  return Date.parse(bodyTime) < merged.bodyTime.getTime()
    ? `an answer of ${bodyTime}, older than the one merged, of ${merged.bodyTime.toISOString()}: not merged`
    : undefined
}

/** The answers of a batch that are late, with the reason, by response id: they change nothing any more. */
export async function lateAnswers(
  client: pg.PoolClient,
  requests: readonly BatchRequest[],
  lastMerged: ReadonlyMap<string, LastMergedAnswer>,
): Promise<ReadonlyMap<number, string>> {
  const { rows } = await client.query<{ response_id: number; asked_number: number }>(
    'select response_id, asked_number from sync.raw_responses where response_id = any($1)',
    [requests.map(({ responseId }) => responseId)],
  )
  const numbers = new Map(rows.map((row) => [row.response_id, row.asked_number]))
  const late = new Map<number, string>()
  for (const request of requests) {
    const askedNumber = numbers.get(request.responseId) ?? 0
    const reason = request.late ?? lateness({ ...request, askedNumber }, lastMerged.get(request.requestKey))
    if (reason !== undefined) late.set(request.responseId, reason)
  }
  return late
}

/** Records with each request why its answer was not merged; the end of the run reports it. */
export async function recordLate(
  client: pg.PoolClient,
  { runId, dataset }: BatchKey,
  requests: readonly BatchRequest[],
  late: ReadonlyMap<number, string>,
): Promise<void> {
  const unmerged = requests.filter(({ responseId }) => late.has(responseId))
  if (unmerged.length === 0) return
  await client.query(
    `update sync.sync_requests q set not_merged = l.reason from unnest($3::int[], $4::text[]) as l(ordinal, reason)
     where q.run_id = $1 and q.dataset = $2 and q.ordinal = l.ordinal`,
    [
      runId,
      dataset,
      unmerged.map(({ ordinal }) => ordinal),
      unmerged.map(({ responseId }) => late.get(responseId)),
    ],
  )
}
