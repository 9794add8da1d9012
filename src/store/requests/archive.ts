import type pg from 'pg'
import { decode } from '../../sources/http/decode.js'
import type { ContentEncoding, SourceAnswer } from '../../sources/source.js'
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

/**
 * The number of attempts at a request that a run has completed. Temporal's own count includes waits for the pace, and an
 * attempt that a pause cut off is no failure of the source.
 */
export async function attemptsAt(pool: pg.Pool, request: AskedRequest): Promise<number> {
  return (await outcomesAt(pool, request)).reduce((sum, { n }) => sum + n, 0)
}

type AskedRequest = Pick<Attempt, 'runId' | 'dataset' | 'requestKey'>

/** The attempts at a request that a run has completed, by outcome. */
export async function outcomesAt(
  pool: pg.Pool,
  { runId, dataset, requestKey }: AskedRequest,
): Promise<readonly { readonly outcome: string; readonly n: number }[]> {
  const { rows } = await pool.query<{ outcome: string; n: number }>(
    `select outcome, count(*)::int as n from raw_responses
     where run_id = $1 and dataset = $2 and request_key = $3 and outcome <> 'Cancelled' and not canary group by outcome`,
    [runId, dataset, requestKey],
  )
  return rows
}

/**
 * The number of attempts at a request that failed with this class since the last outage. A canary that failed shows an
 * outage; the first answer to another request ends it. A source that had never answered counts as down until it does.
 */
export async function failuresSinceOutage(
  pool: pg.Pool,
  { runId, source, dataset, requestKey }: AskedRequest & Pick<Attempt, 'source'>,
  outcome: string,
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `with mine as materialized (
       select response_id, outcome from raw_responses
       where run_id = $1 and dataset = $3 and request_key = $4 and not canary
     ), outage as materialized (
       select coalesce(max(response_id), 0) as last from raw_responses
       where source = $2 and canary and outcome in ('Blocked', 'Unavailable')
         and response_id > (select min(response_id) from mine)
     )
     select count(*)::int as n from mine where outcome = $5 and response_id > (
       select response_id from raw_responses
       where source = $2 and request_key <> $4 and outcome not in ('Blocked', 'Unavailable', 'Cancelled')
         and response_id > (select last from outage)
       order by response_id limit 1)`,
    [runId, source, dataset, requestKey, outcome],
  )
  return rows[0]?.n ?? 0
}

/** This many attempts in a row, of this many requests, that find a source unavailable show that it is down. */
const DOWN_ATTEMPTS = 5
const DOWN_REQUESTS = 3

/** Whether the last attempts at the source, this one included, all found it unavailable, and of several requests. */
export async function isDown(
  pool: pg.Pool,
  { source, requestKey }: Pick<Attempt, 'source' | 'requestKey'>,
): Promise<boolean> {
  const { rows } = await pool.query<{ down: boolean }>(
    `select count(*) = $3 and bool_and(outcome = 'Unavailable')
            and count(distinct request_key) filter (where request_key <> $2) >= $4 as down
     from (select outcome, request_key from raw_responses where source = $1 and outcome <> 'Cancelled'
           order by response_id desc limit $3) last`,
    [source, requestKey, DOWN_ATTEMPTS - 1, DOWN_REQUESTS - 1],
  )
  return rows[0]?.down ?? false
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

/** An archived body that does not decode as recorded; no retry changes that. */
export class UnreadableBody extends Error {
  override readonly name = 'UnreadableBody'
}

export interface ArchivedAnswer {
  readonly responseId: number
  readonly sha256: string
  readonly fetchedAt: Date
  /** See `RateSlot.askedNumber`. */
  readonly askedNumber: number
  /** The decoded body. */
  readonly body: Buffer
}

/**
 * Divides responses, in their order, so that the decoded bodies of a part take `bytes` together; a larger body is a part
 * of its own.
 */
export async function partsBySize(
  pool: pg.Pool,
  responseIds: readonly number[],
  bytes: number,
): Promise<readonly (readonly number[])[]> {
  const { rows } = await pool.query<{ response_id: number; size: number }>(
    `select r.response_id, b.decoded_bytes as size from raw_responses r join raw_bodies b using (sha256)
     where r.response_id = any($1)`,
    [responseIds],
  )
  const sizes = new Map(rows.map(({ response_id, size }) => [response_id, size]))
  const parts: number[][] = []
  let room = 0
  for (const id of responseIds) {
    const size = sizes.get(id) ?? 0
    const last = parts.at(-1)
    if (last !== undefined && size <= room) last.push(id)
    else {
      parts.push([id])
      room = bytes
    }
    room -= size
  }
  return parts
}

/** The archived answers of these responses, decoded, by response id. Throws an UnreadableBody. */
export async function readAnswers(
  pool: pg.Pool,
  responseIds: readonly number[],
): Promise<ReadonlyMap<number, ArchivedAnswer>> {
  const { rows } = await pool.query<
    StoredBody & { response_id: number; fetched_at: Date; asked_number: number }
  >(
    `select r.response_id, r.sha256, r.fetched_at, r.asked_number, b.encoding, b.body, b.decoded_bytes
     from raw_responses r join raw_bodies b using (sha256) where r.response_id = any($1)`,
    [responseIds],
  )
  const answers = await Promise.all(
    rows.map(async (row) => ({
      responseId: row.response_id,
      sha256: row.sha256,
      fetchedAt: row.fetched_at,
      askedNumber: row.asked_number,
      body: await unpack(row),
    })),
  )
  return new Map(answers.map((answer) => [answer.responseId, answer]))
}

interface StoredBody {
  readonly sha256: string
  readonly encoding: ContentEncoding
  readonly body: Buffer
  readonly decoded_bytes: number
}

/** The size limit is the body's size when it was fetched: the limit of the settings may be lower now. */
async function unpack({ sha256, encoding, body, decoded_bytes }: StoredBody): Promise<Buffer> {
  const decoded = await decode(body, encoding, decoded_bytes)
  if (Buffer.isBuffer(decoded)) return decoded
  throw new UnreadableBody(`the archived body ${sha256} cannot be read: ${decoded.what}`)
}
