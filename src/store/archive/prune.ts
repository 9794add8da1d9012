import pg from 'pg'
import { UserError } from '../../errors.js'
import { poll } from '../../system/poll.js'
import { identifier, inTransaction, SCHEMAS } from '../database/database.js'

/** What a prune removed, or would remove. */
export interface Pruned {
  answers: number
  bodies: number
  /** Size of the bodies as received. */
  bytes: number
}

/** Rows that one transaction removes: short enough that no fetch waits for it. */
const AT_ONCE = 5_000

/**
 * Removes the archived answers that nothing needs any more, and the bodies that no answer has. An answer stays as long as
 * a stored value, a ledger entry, a last merged answer, a quarantined row or an open run refers to it, and so does the
 * latest one of each request. Failed attempts stay: they have no body.
 */
export async function pruneArchive(
  pool: pg.Pool,
  { dryRun, onProgress }: { readonly dryRun: boolean; readonly onProgress: (soFar: Pruned) => void },
): Promise<Pruned> {
  const unneeded = await unneededAnswers(pool)
  if (dryRun) return wouldPrune(pool, unneeded)
  const pruned: Pruned = { answers: 0, bodies: 0, bytes: 0 }
  for (const ids of chunks(unneeded)) {
    const { rowCount } = await pool.query(
      `delete from sync.raw_responses r where r.response_id = any($1) and r.response_id not in (${OPEN}) and r.response_id not in (${MARKED})`,
      [ids],
    )
    pruned.answers += rowCount ?? 0
    onProgress(pruned)
  }
  // After this moment only newer answers can have a body that no answer has now.
  const newest = await alone(pool, async (client) => {
    const { rows } = await client.query<{ id: number }>(
      'select coalesce(max(response_id), 0) as id from sync.raw_responses',
    )
    return rows[0]?.id ?? 0
  })
  const { rows } = await pool.query<{ sha256: string }>(
    `select sha256 from sync.raw_bodies b where not exists (select from sync.raw_responses r where r.sha256 = b.sha256)`,
  )
  for (const hashes of chunks(rows.map(({ sha256 }) => sha256))) {
    const removed = await alone(pool, (client) =>
      client.query<{ received_bytes: number }>(
        `delete from sync.raw_bodies b where b.sha256 = any($1)
           and not exists (select from sync.raw_responses r where r.response_id > $2 and r.sha256 = b.sha256)
         returning received_bytes`,
        [hashes, newest],
      ),
    )
    pruned.bodies += removed.rows.length
    pruned.bytes += removed.rows.reduce((sum, row) => sum + row.received_bytes, 0)
    onProgress(pruned)
  }
  return pruned
}

/** Answers that an open run has planned with, or of its own. */
const OPEN = `select q.response_id from sync.sync_requests q join sync.sync_runs s using (run_id)
  where s.outcome = 'running' and q.response_id is not null
  union all select a.response_id from sync.raw_responses a join sync.sync_runs s using (run_id) where s.outcome = 'running'`

const MARKED = `select response_id from sync.request_marks
  union all select content_response_id from sync.request_marks where content_response_id is not null`

/** The ids of the answers that nothing needs. */
async function unneededAnswers(pool: pg.Pool): Promise<readonly number[]> {
  // Every table that refers to answers, also those of a user's own datasets.
  const columns = await pool.query<{ table: string; column: string }>(
    `select format('%I.%I', n.nspname, c.relname) as "table", a.attname as "column"
     from pg_namespace n join pg_class c on c.relnamespace = n.oid join pg_attribute a on a.attrelid = c.oid
     where n.nspname in ('${SCHEMAS.data}', '${SCHEMAS.work}') and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
       and a.attname like '%response\\_id' and c.relname not in ('raw_responses', 'sync_requests')`,
  )
  const referring = columns.rows.map(
    ({ table, column }) =>
      `select ${identifier(column)} as response_id from ${table} where ${identifier(column)} is not null`,
  )
  const { rows } = await pool.query<{ response_id: number }>(
    `with needed as materialized (
       ${[OPEN, ...referring].join('\n       union ')}
       union (select distinct on (r.request_key) r.response_id from sync.raw_responses r join sync.raw_bodies b using (sha256)
              where r.outcome = 'answered' and not r.canary order by r.request_key, r.asked_number desc, r.response_id desc)
     )
     select r.response_id from sync.raw_responses r
     where r.outcome = 'answered' and not exists (select from needed n where n.response_id = r.response_id)`,
  )
  return rows.map(({ response_id }) => response_id)
}

async function wouldPrune(pool: pg.Pool, unneeded: readonly number[]): Promise<Pruned> {
  const { rows } = await pool.query<Omit<Pruned, 'answers'>>(
    `select count(*) as bodies, coalesce(sum(received_bytes), 0)::bigint as bytes from sync.raw_bodies b
     where not exists (select from sync.raw_responses r left join unnest($1::bigint[]) as u(response_id) using (response_id)
                       where r.sha256 = b.sha256 and u.response_id is null)`,
    [unneeded],
  )
  return { answers: unneeded.length, ...(rows[0] ?? { bodies: 0, bytes: 0 }) }
}

/** A wait for the archive's writers: they queue behind it, so it is given up after a moment and tried again. */
const LOCK_TIMEOUT = '1s'
const RETRY_MS = 500
/** The longest wait for an import to end, milliseconds. */
const LONGEST_MS = 600_000
/** SQLSTATE of a lock that was not to be had in time. */
const LOCK_NOT_AVAILABLE = '55P03'

/** Runs work while nobody writes to the archive: an answer must not get a body that goes at the same moment. */
async function alone<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const attempt = async (): Promise<{ readonly result: T } | undefined> => {
    try {
      const result = await inTransaction(pool, async (client) => {
        await client.query(`set local lock_timeout = '${LOCK_TIMEOUT}'`)
        await client.query('lock table sync.raw_bodies, sync.raw_responses in share row exclusive mode')
        return work(client)
      })
      return { result }
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) return undefined
      throw error
    }
  }
  const done = await poll(attempt, { everyMs: RETRY_MS, timeoutMs: LONGEST_MS })
  if (done === undefined)
    throw new UserError(
      'Something has been writing to the archive for ten minutes, an import perhaps; prune it afterwards.',
    )
  return done.result
}

function* chunks<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let from = 0; from < items.length; from += AT_ONCE) yield items.slice(from, from + AT_ONCE)
}
