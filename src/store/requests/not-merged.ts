import type pg from 'pg'
import type { Finding } from '../runs/findings.js'

/** A note for each answer that a run archived and did not merge, because a newer one is merged already. */
export async function notMergedNotes(
  pool: pg.Pool,
  runId: string,
  dataset: string,
): Promise<readonly Finding[]> {
  const { rows } = await pool.query<{ subject: string; detail: string }>(
    `select label as subject, not_merged as detail from sync.sync_requests
     where run_id = $1 and dataset = $2 and not_merged is not null order by ordinal`,
    [runId, dataset],
  )
  return rows.map((row) => ({ dataset, kind: 'note', ...row }))
}
