import type pg from 'pg'
import type { SourceAnswer } from '../../sources/source.js'
import { inTransaction } from '../database/database.js'

/** One attempt at a request of a run. */
export interface Attempt {
  readonly runId: string
  readonly source: string
  readonly dataset: string
  /** Index in the plan; null for a canary, which only checks that the source answers and bears the attempt number of the failing request. */
  readonly ordinal: number | null
  readonly endpoint: string
  readonly requestKey: string
  readonly params: Readonly<Record<string, string>>
  readonly url: string
  readonly attempt: number
  /** Number of the slot in the rate limit with which the request was sent; see `RateSlot.askedNumber`. */
  readonly askedNumber: number
}

export interface FailedAttempt {
  readonly outcome: string
  readonly status: number | undefined
  readonly error: string
  readonly retryAfterMs: number | undefined
  /** By the database's clock; see `databaseTime`. */
  readonly requestedAt: Date
  /** This was the last attempt: the request is given up. */
  readonly final: boolean
}

const INSERT_RESPONSE = `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt,
  canary, asked_number, outcome, status, error, retry_after_ms, sha256, requested_at, fetched_at)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,coalesce($17, clock_timestamp())) returning response_id`

const valuesOf = (a: Attempt): unknown[] => [
  a.runId,
  a.source,
  a.dataset,
  a.endpoint,
  a.requestKey,
  JSON.stringify(a.params),
  a.url,
  a.attempt,
  a.ordinal === null,
  a.askedNumber,
]

/** An answer with its times by the database's clock; see `databaseTime`. */
export type TimedAnswer = Omit<SourceAnswer, 'requestedAt' | 'respondedAt'> & {
  readonly requestedAt: Date
  readonly respondedAt: Date
}

/** Archives an answer: stores its body once, the attempt, and the request's state `answered`. Returns the response's id. */
export async function archiveAnswer(pool: pg.Pool, attempt: Attempt, answer: TimedAnswer): Promise<number> {
  return inTransaction(pool, async (client) => {
    await client.query(
      `insert into raw_bodies (sha256, encoding, body, received_bytes, decoded_bytes, stored_at)
       values ($1,$2,$3,$4,$5,now()) on conflict (sha256) do nothing`,
      [
        answer.sha256,
        answer.encoding,
        answer.receivedBody,
        answer.receivedBody.length,
        answer.decodedBody.length,
      ],
    )
    const { rows } = await client.query<{ response_id: number }>(INSERT_RESPONSE, [
      ...valuesOf(attempt),
      'answered',
      answer.status,
      null,
      null,
      answer.sha256,
      answer.requestedAt,
      answer.respondedAt,
    ])
    const responseId = Number(rows[0]?.response_id)
    await client.query(
      `update sync_requests set state = 'answered', response_id = $4, error_class = null, error = null
       where run_id = $1 and dataset = $2 and ordinal = $3 and state <> 'answered'`,
      [attempt.runId, attempt.dataset, attempt.ordinal, responseId],
    )
    return responseId
  })
}

/** Archives a failed attempt with its cause; a final one gives the request up. */
export async function archiveFailure(pool: pg.Pool, attempt: Attempt, failure: FailedAttempt): Promise<true> {
  return inTransaction(pool, async (client) => {
    await client.query(INSERT_RESPONSE, [
      ...valuesOf(attempt),
      failure.outcome,
      failure.status ?? null,
      failure.error,
      failure.retryAfterMs ?? null,
      null,
      failure.requestedAt,
      null,
    ])
    await client.query(
      `update sync_requests set state = case when $4 then 'failed' else state end, error_class = $5, error = $6
       where run_id = $1 and dataset = $2 and ordinal = $3 and state <> 'answered'`,
      [attempt.runId, attempt.dataset, attempt.ordinal, failure.final, failure.outcome, failure.error],
    )
    return true as const
  })
}

/** Takes over an answer that another dataset of the run has for the same request, so that it is not asked for again. */
export async function shareAnswer(
  pool: pg.Pool,
  runId: string,
  dataset: string,
  ordinal: number,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `update sync_requests mine set state = 'answered', response_id = other.response_id, error_class = null, error = null
     from sync_requests other
     where mine.run_id = $1 and mine.dataset = $2 and mine.ordinal = $3 and mine.state <> 'answered'
       and other.run_id = mine.run_id and other.request_key = mine.request_key and other.state = 'answered'`,
    [runId, dataset, ordinal],
  )
  return (rowCount ?? 0) > 0
}
