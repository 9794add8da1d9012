import type pg from 'pg'
import type { Attempt } from './archive.js'

/** Whether a request goes to the same service as the one of the parameter, in SQL: one may answer while another is down. */
const sameService = (requestKey: string): string =>
  `split_part(request_key, '/', 1) = split_part(${requestKey}, '/', 1)`

type AskedRequest = Pick<Attempt, 'runId' | 'dataset' | 'requestKey'>

/**
 * The number of attempts at a request that a run has completed. Temporal's own count includes waits for the pace, and an
 * attempt that a pause cut off is no failure of the source.
 */
export async function attemptsAt(
  pool: pg.Pool,
  { runId, dataset, requestKey }: AskedRequest,
): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    `select count(*)::int as n from sync.raw_responses
     where run_id = $1 and dataset = $2 and request_key = $3 and outcome <> 'Cancelled' and not canary`,
    [runId, dataset, requestKey],
  )
  return rows[0]?.n ?? 0
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
       select response_id, outcome from sync.raw_responses
       where run_id = $1 and dataset = $3 and request_key = $4 and not canary
     ), outage as materialized (
       select coalesce(max(response_id), 0) as last from sync.raw_responses
       where source = $2 and canary and outcome in ('Blocked', 'Unavailable') and ${sameService('$4')}
         and response_id > (select min(response_id) from mine)
     )
     select count(*)::int as n from mine where outcome = $5 and response_id > (
       select response_id from sync.raw_responses
       where source = $2 and imported_at is null and request_key <> $4 and ${sameService('$4')} and outcome not in ('Blocked', 'Unavailable', 'Cancelled')
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
     from (select outcome, request_key from sync.raw_responses where source = $1 and imported_at is null and outcome <> 'Cancelled' and ${sameService('$2')}
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
       select from sync.raw_responses where source = $2 and imported_at is null and outcome = 'answered' and request_key <> $4 and ${sameService('$4')} and response_id > (
         select max(response_id) from sync.raw_responses where run_id = $1 and dataset = $3 and request_key = $4 and not canary)
     ) as answered`,
    [runId, source, dataset, requestKey],
  )
  return rows[0]?.answered ?? false
}
