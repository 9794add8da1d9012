import type pg from 'pg'
import { REQUEST_BUDGET_MS } from '../../contracts/retry-rules.js'
import type { SourceName } from '../../contracts/source-names.js'
import type { DatasetRequest } from '../../datasets/dataset.js'
import { inTransaction } from '../database/database.js'
import { requestKey } from './request-key.js'

/** A request of a run's plan, and its state. */
export interface PlannedRequest {
  readonly ordinal: number
  readonly requestKey: string
  readonly request: DatasetRequest
  readonly state: 'planned' | 'answered' | 'failed'
  readonly responseId: number | null
  readonly error: string | null
}

/**
 * Stores the plan of a step unless it has one, and returns the stored plan: a plan never changes within a run. `settled`:
 * the number of requests that it leaves out, since their answers can no longer have changed.
 */
export async function storePlan(
  pool: pg.Pool,
  ref: { runId: string; dataset: string; source: SourceName },
  requests: readonly DatasetRequest[],
  settled = 0,
): Promise<readonly PlannedRequest[]> {
  await inTransaction(pool, async (client) => {
    // Two attempts at planning run one after the other; the second finds the plan of the first.
    await client.query('select from sync.sync_steps where run_id = $1 and dataset = $2 for update', [
      ref.runId,
      ref.dataset,
    ])
    await client.query(
      `insert into sync.sync_requests (run_id, dataset, ordinal, request_key, service, endpoint, params, label, about)
     select $1, $2, r.ordinal - 1, r.item->>'key', r.item->>'service', r.item->>'endpoint',
            jsonb_build_object('path', r.item->'path', 'query', r.item->'params'), r.item->>'label', r.item->>'about'
     from jsonb_array_elements($3::jsonb) with ordinality as r(item, ordinal)
     where not exists (select from sync.sync_requests q where q.run_id = $1 and q.dataset = $2)`,
      [
        ref.runId,
        ref.dataset,
        JSON.stringify(requests.map((request) => ({ ...request, key: requestKey(ref.source, request) }))),
      ],
    )
    await client.query(
      `update sync.sync_steps set outcome = 'running', started_at = coalesce(started_at, now()), settled = $3,
       requests = (select count(*) from sync.sync_requests q where q.run_id = $1 and q.dataset = $2)
     where run_id = $1 and dataset = $2`,
      [ref.runId, ref.dataset, settled],
    )
  })
  return readPlan(pool, ref.runId, ref.dataset)
}

/** The plan of a step, or a part of it (`from` inclusive, `to` exclusive). */
export async function readPlan(
  pool: pg.Pool,
  runId: string,
  dataset: string,
  from = 0,
  to = 2_147_483_647,
): Promise<readonly PlannedRequest[]> {
  const { rows } = await pool.query<RequestRow>(
    `select ${REQUEST_COLUMNS} from sync.sync_requests
     where run_id = $1 and dataset = $2 and ordinal >= $3 and ordinal < $4 order by ordinal`,
    [runId, dataset, from, to],
  )
  return rows.map(planned)
}

/** Why the requests after a first batch that brought no row are given up. */
export const NOTHING_THERE = 'was not asked, since the first requests brought nothing'

/** Gives up the requests of a step that were not asked yet, because the source has nothing. */
export async function giveUpUnasked(pool: pg.Pool, runId: string, dataset: string): Promise<void> {
  await pool.query(
    `update sync.sync_requests set state = 'failed', error = $3 where run_id = $1 and dataset = $2 and state = 'planned'`,
    [runId, dataset, NOTHING_THERE],
  )
}

/** Gives up the requests of a step that are neither answered nor given up: the time for all their attempts is over. */
export async function giveUpUnanswered(pool: pg.Pool, runId: string, dataset: string): Promise<void> {
  await pool.query(
    `update sync.sync_requests set state = 'failed', error = coalesce(error, $3)
     where run_id = $1 and dataset = $2 and state = 'planned'`,
    [runId, dataset, `was not answered within ${REQUEST_BUDGET_MS / 3_600_000} hours`],
  )
}

/** The smallest of the service's last 50 answered requests, other than this one. */
export async function answeredBefore(
  pool: pg.Pool,
  source: string,
  service: string,
  otherThan: string,
): Promise<PlannedRequest | undefined> {
  const { rows } = await pool.query<RequestRow>(
    `select ${REQUEST_COLUMNS} from (
       select q.*, b.received_bytes from sync.raw_responses r join sync.raw_bodies b using (sha256)
       join sync.sync_requests q using (response_id)
       where r.source = $1 and r.outcome = 'answered' and q.service = $2 and q.request_key <> $3
       order by r.response_id desc limit 50) lately
     order by received_bytes limit 1`,
    [source, service, otherThan],
  )
  return rows.map(planned)[0]
}

export const REQUEST_COLUMNS =
  'ordinal, request_key, service, endpoint, params, label, about, state, response_id, error'

export interface RequestRow {
  readonly ordinal: number
  readonly request_key: string
  readonly service: string
  readonly endpoint: string
  readonly params: { readonly path: string; readonly query: Record<string, string> }
  readonly label: string
  readonly about: string | null
  readonly state: PlannedRequest['state']
  readonly response_id: number | null
  readonly error: string | null
}

export function planned(row: RequestRow): PlannedRequest {
  return {
    ordinal: row.ordinal,
    requestKey: row.request_key,
    request: {
      service: row.service,
      endpoint: row.endpoint,
      path: row.params.path,
      params: row.params.query,
      label: row.label,
      ...(row.about !== null && { about: row.about }),
    },
    state: row.state,
    responseId: row.response_id,
    error: row.error,
  }
}
