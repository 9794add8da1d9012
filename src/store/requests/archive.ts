import type pg from 'pg'
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

const INSERT_FAILURE = `insert into sync.raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt,
  canary, asked_number, outcome, status, error, retry_after_ms, requested_at, fetched_at)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,clock_timestamp())`

/** Archives a failed attempt with its cause; a final one gives the request up. */
export async function archiveFailure(pool: pg.Pool, attempt: Attempt, failure: FailedAttempt): Promise<true> {
  return inTransaction(pool, async (client) => {
    await client.query(INSERT_FAILURE, [
      attempt.runId,
      attempt.source,
      attempt.dataset,
      attempt.endpoint,
      attempt.requestKey,
      JSON.stringify(attempt.params),
      attempt.url,
      attempt.attempt,
      attempt.ordinal === null,
      attempt.askedNumber,
      failure.outcome,
      failure.status ?? null,
      failure.error,
      failure.retryAfterMs ?? null,
      failure.requestedAt,
    ])
    await client.query(
      `update sync.sync_requests set state = case when $4 then 'failed' else state end, error_class = $5, error = $6
       where run_id = $1 and dataset = $2 and ordinal = $3 and state <> 'answered'`,
      [attempt.runId, attempt.dataset, attempt.ordinal, failure.final, failure.outcome, failure.error],
    )
    return true as const
  })
}
