import type pg from 'pg'
import { canonicalName, namesOf } from '../../contracts/dataset-names.js'
import type { Subject } from '../../datasets/dataset.js'
import type { SeasonScope } from '../../season/season.js'
import { mergedFingerprint, NOT_MERGED } from '../merge/last-merged.js'
import type { Finding } from '../runs/findings.js'
import { NOTHING_THERE } from './plan.js'

/** An archived answer that a retry need not ask for again. */
export interface ReusableAnswer {
  readonly responseId: number
  /** Its rows are in the tables, as today's declaration reads it; otherwise the run ended before they were merged. */
  readonly merged: boolean
}

/** Kinds of findings that another answer of the source may settle. */
export const UNSETTLED: readonly Finding['kind'][] = ['missing', 'conflict', 'wrong', 'held']

/**
 * The complete answers for a dataset that a run has, or a run that it retried in turn, by request key. An answer with
 * rows in quarantine, or one about a subject that verify found missing, in conflict or wrong, is not among them, nor one
 * whose removals were held, nor one of a run that found nothing and asked no further: a retry that believed those would ask
 * for others first, and find out later that there is still nothing. Each of the runs may know the dataset by another name.
 */
export async function reusableAnswers(
  pool: pg.Pool,
  runId: string,
  {
    dataset,
    subject,
    season,
    seasonType,
    fingerprint,
  }: SeasonScope & { readonly dataset: string; readonly subject: Subject; readonly fingerprint: string },
): Promise<ReadonlyMap<string, ReusableAnswer>> {
  const { rows } = await pool.query<
    ReusableAnswer & { requestKey: string; about: string | null; held: boolean }
  >(
    `with recursive chain as (
       select run_id, retry_of from sync.sync_runs where run_id = $1
       union select r.run_id, r.retry_of from sync.sync_runs r join chain c on r.run_id = c.retry_of
     )
     select distinct on (q.request_key) q.request_key as "requestKey", q.about, q.response_id::int as "responseId",
            coalesce(${mergedFingerprint('m')} = $7, false) as merged, coalesce(m.content_hash = $6, false) as held
     from chain join sync.sync_requests q using (run_id) join sync.raw_responses a using (response_id)
     left join sync.request_marks m on m.dataset = $5 and m.season = $3 and m.season_type = $4
       and m.request_key = q.request_key and m.asked_number >= a.asked_number
     where q.dataset = any($2) and q.state = 'answered'
       and (a.sha256 is null or exists (select from sync.raw_bodies b where b.sha256 = a.sha256))
       and not exists (select from sync.sync_requests n where n.run_id = q.run_id and n.dataset = q.dataset and n.error = $8)
       and not exists (select from sync.quarantined_rows r where r.response_id = q.response_id and r.dataset = any($2))
     order by q.request_key, a.asked_number desc`,
    [
      runId,
      namesOf(dataset),
      season,
      seasonType,
      canonicalName(dataset),
      NOT_MERGED,
      fingerprint,
      NOTHING_THERE,
    ],
  )
  const unsettled = await unsettledSubjects(pool, runId, dataset)
  const byRequest = subject === 'game' || subject === 'team' || subject === 'player'
  if (unsettled.length > 0 && !byRequest) return new Map() // the request that would settle it is not known
  const ids = new Set(unsettled.flatMap(idsIn))
  return new Map(
    rows
      .filter(({ about, held }) => !held && (about === null || !ids.has(about)))
      .map(({ requestKey, responseId, merged }) => [requestKey, { responseId, merged }]),
  )
}

/** The ids that a finding's subject names: '0021800001', 'team 1610612738'. */
export const idsIn = (subject: string): readonly string[] => subject.split(/[^0-9A-Za-z]+/)

/**
 * Subjects of a dataset's findings that another answer may settle. Requests that were given up are left out: they have
 * no answer.
 */
async function unsettledSubjects(pool: pg.Pool, runId: string, dataset: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ subject: string }>(
    `select subject from sync.sync_findings f where run_id = $1 and dataset = any($2) and kind = any($3)
       and not exists (select from sync.sync_requests q where q.run_id = $1 and q.dataset = any($2) and q.label = f.subject)`,
    [runId, namesOf(dataset), UNSETTLED],
  )
  return rows.map(({ subject }) => subject)
}

/** Assigns archived answers to the requests of a plan, so that they are merged and not asked for. */
export async function adoptAnswers(
  pool: pg.Pool,
  { runId, dataset }: { readonly runId: string; readonly dataset: string },
  answers: ReadonlyMap<string, number>,
): Promise<void> {
  await pool.query(
    `update sync.sync_requests q set state = 'answered', response_id = a.response_id
     from unnest($3::text[], $4::bigint[]) as a(request_key, response_id)
     where q.run_id = $1 and q.dataset = $2 and q.request_key = a.request_key and q.state = 'planned'`,
    [runId, dataset, [...answers.keys()], [...answers.values()]],
  )
}

/**
 * The datasets of a run that did not succeed or have unsettled findings, in its order, under their present names; all that
 * were not verified if the run was ended between its last merge and that.
 */
export async function unfinishedSteps(pool: pg.Pool, runId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ dataset: string; lacks: boolean; unverified: boolean }>(
    `select dataset, r.outcome in ('cancelled', 'failed') and s.verification is null as unverified,
       s.outcome <> 'succeeded'
         or exists (select from sync.sync_findings f where f.run_id = $1 and f.dataset = s.dataset and f.kind = any($2)) as lacks
     from sync.sync_steps s join sync.sync_runs r using (run_id) where run_id = $1 order by s.ordinal`,
    [runId, UNSETTLED],
  )
  const lacking = rows.filter(({ lacks }) => lacks)
  const unfinished = lacking.length > 0 ? lacking : rows.filter(({ unverified }) => unverified)
  return unfinished.map(({ dataset }) => canonicalName(dataset))
}
