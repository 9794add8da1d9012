import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type pg from 'pg'
import type { SourceAnswer } from '../../sources/source.js'
import { inTransaction } from '../database/database.js'

/** One attempt at a request of a run. */
export interface Attempt {
  readonly runId: string
  readonly source: string
  readonly dataset: string
  /** Its place in the plan; null for a canary, which only finds out whether the source answers: it has the attempt of the failing one. */
  readonly ordinal: number | null
  readonly endpoint: string
  readonly requestKey: string
  readonly params: Readonly<Record<string, string>>
  readonly url: string
  readonly attempt: number
}

export interface FailedAttempt {
  readonly outcome: string
  readonly status: number | undefined
  readonly error: string
  readonly retryAfterMs: number | undefined
  readonly requestedAt: Date
  /** No further attempt follows: the request is given up. */
  readonly final: boolean
}

const RESPONSE = `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt,
  canary, outcome, status, error, retry_after_ms, sha256, requested_at, fetched_at)
  values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16) returning response_id`

const common = (a: Attempt): unknown[] => [
  a.runId,
  a.source,
  a.dataset,
  a.endpoint,
  a.requestKey,
  JSON.stringify(a.params),
  a.url,
  a.attempt,
  a.ordinal === null,
]

/** Keeps an answer: the body once, the attempt, and the request as answered. Returns the response's id. */
export async function archiveAnswer(pool: pg.Pool, attempt: Attempt, answer: SourceAnswer): Promise<number> {
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
    const { rows } = await client.query<{ response_id: number }>(RESPONSE, [
      ...common(attempt),
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

/** Keeps a failed attempt with its cause; a final one gives the request up. */
export async function archiveFailure(pool: pg.Pool, attempt: Attempt, failure: FailedAttempt): Promise<true> {
  return inTransaction(pool, async (client) => {
    await client.query(RESPONSE, [
      ...common(attempt),
      failure.outcome,
      failure.status ?? null,
      failure.error,
      failure.retryAfterMs ?? null,
      null,
      failure.requestedAt,
      new Date(),
    ])
    await client.query(
      `update sync_requests set state = case when $4 then 'failed' else state end, error_class = $5, error = $6
       where run_id = $1 and dataset = $2 and ordinal = $3 and state <> 'answered'`,
      [attempt.runId, attempt.dataset, attempt.ordinal, failure.final, failure.outcome, failure.error],
    )
    return true as const
  })
}

/**
 * How often a run has asked this to an end already. Temporal counts waits for the pace as attempts too, and a pause is
 * not the source's failure.
 */
export async function attemptsAt(
  pool: pg.Pool,
  { runId, dataset, requestKey }: Pick<Attempt, 'runId' | 'dataset' | 'requestKey'>,
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from raw_responses
     where run_id = $1 and dataset = $2 and request_key = $3 and outcome <> 'Cancelled' and not canary`,
    [runId, dataset, requestKey],
  )
  return rows[0]?.n ?? 0
}

/** Whether the source has answered another request since the last attempt at this one. */
export async function answeredSince(
  pool: pg.Pool,
  { runId, source, dataset, requestKey }: Pick<Attempt, 'runId' | 'source' | 'dataset' | 'requestKey'>,
): Promise<boolean> {
  const { rows } = await pool.query<{ answered: boolean }>(
    `select exists (
       select from raw_responses where source = $2 and outcome = 'answered' and request_key <> $4 and response_id > (
         select max(response_id) from raw_responses where run_id = $1 and dataset = $3 and request_key = $4 and not canary)
     ) as answered`,
    [runId, source, dataset, requestKey],
  )
  return rows[0]?.answered ?? false
}

/** An answer of this run to the same question, asked for by another dataset: it is shared, not asked again. */
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

const decoders = {
  identity: async (body: Buffer): Promise<Buffer> => body,
  gzip: promisify(gunzip) as (body: Buffer) => Promise<Buffer>,
  deflate: promisify(inflate) as (body: Buffer) => Promise<Buffer>,
  br: promisify(brotliDecompress) as (body: Buffer) => Promise<Buffer>,
}

export interface ArchivedAnswer {
  readonly responseId: number
  readonly sha256: string
  readonly fetchedAt: Date
  /** The decoded body. */
  readonly body: Buffer
}

/** The archived answers of these responses, decoded, by response id. */
export async function readAnswers(
  pool: pg.Pool,
  responseIds: readonly number[],
): Promise<ReadonlyMap<number, ArchivedAnswer>> {
  const { rows } = await pool.query<{
    response_id: number
    sha256: string
    fetched_at: Date
    encoding: keyof typeof decoders
    body: Buffer
  }>(
    `select r.response_id, r.sha256, r.fetched_at, b.encoding, b.body
     from raw_responses r join raw_bodies b using (sha256) where r.response_id = any($1)`,
    [responseIds],
  )
  const answers = await Promise.all(
    rows.map(async (row) => ({
      responseId: row.response_id,
      sha256: row.sha256,
      fetchedAt: row.fetched_at,
      body: await decoders[row.encoding](row.body),
    })),
  )
  return new Map(answers.map((answer) => [answer.responseId, answer]))
}
