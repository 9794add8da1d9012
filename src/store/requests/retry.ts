import type pg from 'pg'
import { canonicalName, namesOf } from '../../contracts/dataset-names.js'
import type { Subject } from '../../datasets/dataset.js'
import type { SeasonScope } from '../../season/season.js'
import { NOT_MERGED } from '../merge/last-merged.js'

/** An archived answer that a retry need not ask for again. */
export interface ReusableAnswer {
  readonly responseId: number
  /** Its rows are in the tables; otherwise the run ended before they were merged. */
  readonly merged: boolean
}

/**
 * The complete answers for a dataset that a run has, or a run that it retried in turn, by request key. An answer with
 * rows in quarantine, one of which something is held, or one about a subject that verify found missing, is not among them. Each of the runs may know the
 * dataset by another name.
 */
export async function reusableAnswers(
  pool: pg.Pool,
  runId: string,
  {
    dataset,
    subject,
    season,
    seasonType,
  }: SeasonScope & { readonly dataset: string; readonly subject: Subject },
): Promise<ReadonlyMap<string, ReusableAnswer>> {
  const { rows } = await pool.query<ReusableAnswer & { requestKey: string; about: string | null }>(
    `with recursive chain as (
       select run_id, retry_of from sync_runs where run_id = $1
       union select r.run_id, r.retry_of from sync_runs r join chain c on r.run_id = c.retry_of
     )
     select distinct on (q.request_key) q.request_key as "requestKey", q.about, q.response_id::int as "responseId",
            exists (select from request_marks m where m.dataset = $5 and m.season = $3 and m.season_type = $4
                      and m.request_key = q.request_key and m.response_id >= q.response_id) as merged
     from chain join sync_requests q using (run_id)
     where q.dataset = any($2) and q.state = 'answered'
       and not exists (select from quarantined_rows r where r.response_id = q.response_id and r.dataset = any($2))
       and not exists (select from request_marks m where m.dataset = $5 and m.season = $3 and m.season_type = $4
                         and m.request_key = q.request_key and m.response_id = q.response_id and m.content_hash = $6)
     order by q.request_key, q.response_id desc`,
    [runId, namesOf(dataset), season, seasonType, canonicalName(dataset), NOT_MERGED],
  )
  const missing = await missingSubjects(pool, runId, dataset)
  const byRequest = subject === 'game' || subject === 'team' || subject === 'player'
  if (missing.length > 0 && !byRequest) return new Map() // the request that would bring it is not known
  return new Map(
    rows
      .filter(({ about }) => !missing.some((one) => one === about))
      .map(({ requestKey, responseId, merged }) => [requestKey, { responseId, merged }]),
  )
}

/** Games or players of a dataset that verify found missing in a run. Requests that were given up are left out: they have no answer. */
async function missingSubjects(pool: pg.Pool, runId: string, dataset: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ subject: string }>(
    `select subject from sync_findings f where run_id = $1 and dataset = any($2) and kind = 'missing'
       and not exists (select from sync_requests q where q.run_id = $1 and q.dataset = any($2) and q.label = f.subject)`,
    [runId, namesOf(dataset)],
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
    `update sync_requests q set state = 'answered', response_id = a.response_id
     from unnest($3::text[], $4::bigint[]) as a(request_key, response_id)
     where q.run_id = $1 and q.dataset = $2 and q.request_key = a.request_key and q.state = 'planned'`,
    [runId, dataset, [...answers.keys()], [...answers.values()]],
  )
}

/** The datasets of a run that did not succeed, in its order, under their present names. */
export async function unfinishedSteps(pool: pg.Pool, runId: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ dataset: string }>(
    `select dataset from sync_steps where run_id = $1 and outcome <> 'succeeded' order by ordinal`,
    [runId],
  )
  return rows.map(({ dataset }) => canonicalName(dataset))
}
