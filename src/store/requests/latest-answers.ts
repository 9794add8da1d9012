import type pg from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import { CORRUPT } from '../archive/check.js'

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
       from sync.raw_responses r join sync.raw_bodies b using (sha256)
       where r.request_key in (select request_key from sync.sync_requests where run_id = $1 and dataset = $2)
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

/** Gives up the requests of a step that the archive lacks, or whose only answers are corrupt. */
export async function giveUpNotArchived(
  pool: pg.Pool,
  source: string,
  runId: string,
  dataset: string,
): Promise<void> {
  await pool.query(
    `update sync.sync_requests q set state = 'failed', error = case when exists (
       select from sync.raw_responses r join sync.raw_bodies b on b.sha256 = $4 || r.sha256
       where r.request_key = q.request_key and r.outcome = 'answered') then $5 else $3 end
     where run_id = $1 and dataset = $2 and state = 'planned'`,
    [runId, dataset, NOT_ARCHIVED, CORRUPT, corruptInArchive(source)],
  )
}

/** The error of a request whose archived answer a check found corrupt. */
const corruptInArchive = (source: string): string =>
  `its archived answer is corrupt, which the next sync asks for again; see: ${COMMAND.archiveCheck(source)}`
