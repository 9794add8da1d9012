import type pg from 'pg'

/** An archived answer to a request. */
export interface Candidate {
  readonly responseId: number
  readonly fetchedAt: Date
  /** Of another database's archive: it counts as older than every answer that was fetched here. */
  readonly imported: boolean
}

/** The error of a request that a run from the archive does not find there. */
export const NOT_ARCHIVED = 'not in the archive'

/**
 * The archived answers to the requests of a step, by request key: the latest first, each body once. Those whose body is
 * gone are left out.
 */
export async function archivedAnswers(
  pool: pg.Pool,
  runId: string,
  dataset: string,
): Promise<ReadonlyMap<string, readonly Candidate[]>> {
  const { rows } = await pool.query<Candidate & { requestKey: string }>(
    `select request_key as "requestKey", response_id as "responseId", fetched_at as "fetchedAt",
            imported_at is not null as imported from (
       select distinct on (r.request_key, r.sha256) r.request_key, r.response_id, r.fetched_at, r.asked_number, r.imported_at
       from raw_responses r join raw_bodies b using (sha256)
       where r.request_key in (select request_key from sync_requests where run_id = $1 and dataset = $2)
         and r.outcome = 'answered' and not r.canary
       order by r.request_key, r.sha256, r.asked_number desc, r.response_id desc) each
     order by request_key, asked_number desc, response_id desc`,
    [runId, dataset],
  )
  const answers = new Map<string, Candidate[]>()
  for (const { requestKey, ...candidate } of rows) {
    const own = answers.get(requestKey)
    if (own === undefined) answers.set(requestKey, [candidate])
    else own.push(candidate)
  }
  return answers
}

/** Gives up the requests of a step that the archive lacks. */
export async function giveUpNotArchived(pool: pg.Pool, runId: string, dataset: string): Promise<void> {
  await pool.query(
    `update sync_requests set state = 'failed', error = $3 where run_id = $1 and dataset = $2 and state = 'planned'`,
    [runId, dataset, NOT_ARCHIVED],
  )
}
