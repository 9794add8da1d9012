import type pg from 'pg'
import { messageOf } from '../../errors.js'
import type { SourceAnswer } from '../../sources/source.js'
import { Together } from '../../system/together.js'
import { perPool } from '../database/per-pool.js'
import type { Attempt } from './archive.js'

/** An answer with its times by the database's clock; see `databaseTime`. */
export type TimedAnswer = Omit<SourceAnswer, 'requestedAt' | 'respondedAt'> & {
  readonly requestedAt: Date
  readonly respondedAt: Date
}

interface Answered {
  readonly attempt: Attempt
  readonly answer: TimedAnswer
  /** The archive had its body when the request was read, so it is not sent again. */
  readonly stored: boolean
}

/** Answers that one statement archives: each brings its body. */
const MOST_AT_ONCE = 16

const queueOf = perPool(
  (pool) => new Together<Answered, number | Error>((answers) => archiveTogether(pool, answers), MOST_AT_ONCE),
)

/**
 * Archives an answer: stores its body once, the attempt, and the request's state `answered`. Returns the response's id.
 * Answers of a process that come at the same time go to Postgres together.
 */
export async function archiveAnswer(
  pool: pg.Pool,
  attempt: Attempt,
  answer: TimedAnswer,
  stored = false,
): Promise<number> {
  const archived = await queueOf(pool).ask({ attempt, answer, stored })
  if (typeof archived !== 'number') throw archived
  return archived
}

/** What Postgres refuses must not cost the others: where all fail together, each is tried alone. */
async function archiveTogether(
  pool: pg.Pool,
  answers: readonly Answered[],
): Promise<readonly (number | Error)[]> {
  try {
    const ids = await insertAnswers(pool, answers)
    return await Promise.all(
      answers.map(
        async (answered, i) => ids.get(i) ?? (await insertAlone(pool, { ...answered, stored: false })),
      ),
    )
  } catch (error) {
    if (answers.length === 1) return [error instanceof Error ? error : new Error(messageOf(error))]
    const ends = await Promise.all(answers.map((answered) => archiveTogether(pool, [answered])))
    return ends.flat()
  }
}

async function insertAlone(pool: pg.Pool, answered: Answered): Promise<number> {
  const id = (await insertAnswers(pool, [answered])).get(0)
  if (id === undefined) throw new Error('an answer was not archived')
  return id
}

/** The ids of the archived responses by index; an answer whose body was `stored` and is gone has none. */
async function insertAnswers(
  pool: pg.Pool,
  answers: readonly Answered[],
): Promise<ReadonlyMap<number, number>> {
  // In one order for all workers: two that insert the same bodies would wait for each other.
  const bodies = answers
    .filter(({ stored }) => !stored)
    .map(({ answer }) => answer)
    .toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
  const { rows } = await pool.query<{ index: number; response_id: number }>(insertOf(bodies.length), [
    JSON.stringify(answers.map(itemOf)),
    ...bodies.flatMap(({ sha256, encoding, receivedBody, decodedBody }) => [
      sha256,
      encoding,
      receivedBody,
      receivedBody.length,
      decodedBody.length,
    ]),
  ])
  return new Map(rows.map(({ index, response_id }) => [index, response_id]))
}

const itemOf = ({ attempt, answer }: Answered, index: number) => ({
  ...attempt,
  index,
  status: answer.status,
  sha256: answer.sha256,
  requestedAt: answer.requestedAt,
  respondedAt: answer.respondedAt,
})

/** $1: the items as JSON; then hash, encoding, body, received and decoded bytes of each body. */
function insertOf(bodies: number): string {
  const values = Array.from({ length: bodies }, (_, i) => {
    const first = 5 * i + 2
    return `($${first}::text, $${first + 1}::text, $${first + 2}::bytea, $${first + 3}::int, $${first + 4}::int)`
  })
  return `with item as materialized (
    select *, nextval('sync.raw_responses_response_id_seq') as response_id
    from jsonb_to_recordset($1::jsonb) as i("runId" text, source text, dataset text, endpoint text, "requestKey" text, params jsonb,
      url text, attempt int, "askedNumber" bigint, "index" int, ordinal int, status int, sha256 text,
      "requestedAt" timestamptz, "respondedAt" timestamptz)
  )${
    bodies === 0
      ? ''
      : `, body(sha256, encoding, body, received_bytes, decoded_bytes) as materialized (values ${values.join(', ')}
  ), kept as (
    insert into sync.raw_bodies (sha256, encoding, body, received_bytes, decoded_bytes, stored_at)
    select *, now() from body on conflict (sha256) do nothing
  )`
  }, archived as (
    insert into sync.raw_responses (response_id, run_id, source, dataset, endpoint, request_key, params, url, attempt,
      canary, asked_number, outcome, status, sha256, requested_at, fetched_at)
    select response_id, "runId", source, dataset, endpoint, "requestKey", params, url, attempt,
      ordinal is null, "askedNumber", 'answered', status, sha256, "requestedAt", "respondedAt"
    from item
    where ${bodies === 0 ? '' : 'sha256 in (select sha256 from body) or '}exists (select from sync.raw_bodies b where b.sha256 = item.sha256)
    order by "index" returning response_id
  ), answered as (
    update sync.sync_requests q set state = 'answered', response_id = i.response_id, error_class = null, error = null
    from item i join archived using (response_id)
    where q.run_id = i."runId" and q.dataset = i.dataset and q.ordinal = i.ordinal and q.state <> 'answered'
  )
  select i."index", i.response_id from item i join archived using (response_id)`
}
