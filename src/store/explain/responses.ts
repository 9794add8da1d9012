import type pg from 'pg'

/** An archived answer, as the one that brought a value. */
export interface ExplainedResponse {
  readonly responseId: number
  readonly endpoint: string
  /** The request in words. */
  readonly label: string
  readonly url: string
  readonly requestKey: string
  readonly dataset: string
  readonly attempt: number
  /** Null: it was imported from another archive. */
  readonly runId: string | null
  readonly fetchedAt: Date
}

/** What the archive says of some answers, by id; one that was removed from it is not among them. */
export async function explainedResponses(
  pool: pg.Pool,
  responseIds: readonly number[],
): Promise<ReadonlyMap<number, ExplainedResponse>> {
  const { rows } = await pool.query<ExplainedResponse>(
    `select r.response_id as "responseId", r.endpoint, r.url, r.request_key as "requestKey", r.dataset, r.attempt, r.run_id as "runId",
            r.fetched_at as "fetchedAt",
            coalesce((select q.label from sync.sync_requests q where q.run_id = r.run_id and q.request_key = r.request_key limit 1), r.endpoint) as label
     from sync.raw_responses r where r.response_id = any($1)`,
    [responseIds],
  )
  return new Map(rows.map((row) => [row.responseId, row]))
}

/** The latest merged answer of a request. */
export interface Confirmation {
  readonly responseId: number
  readonly fetchedAt: Date
}

/** The latest answer to the same request that was merged for a dataset; undefined where none is on record. */
export async function confirmationOf(
  pool: pg.Pool,
  { requestKey }: ExplainedResponse,
  dataset: string,
): Promise<Confirmation | undefined> {
  const { rows } = await pool.query<Confirmation>(
    `select response_id as "responseId", fetched_at as "fetchedAt" from sync.request_marks
     where request_key = $1 and dataset = $2 and content_hash <> '' order by asked_number desc limit 1`,
    [requestKey, dataset],
  )
  return rows[0]
}
