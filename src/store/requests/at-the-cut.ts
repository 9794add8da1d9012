import type pg from 'pg'
import type { Finding } from '../runs/findings.js'

/** A note for each answer that a run merged and that has exactly as many rows as the source cuts some answers at. */
export async function atTheCutNotes(
  pool: pg.Pool,
  runId: string,
  dataset: string,
  cut: number,
): Promise<readonly Finding[]> {
  const { rows } = await pool.query<{ subject: string }>(
    `select q.label as subject from sync_requests q join request_marks m using (request_key, run_id, dataset)
     where q.run_id = $1 and q.dataset = $2 and m.rows + m.quarantined = $3 order by q.ordinal`,
    [runId, dataset, cut],
  )
  const cutAt = cut.toLocaleString('en-US')
  return rows.map(({ subject }) => ({
    dataset,
    kind: 'note',
    subject,
    detail: `the answer to ${subject} has exactly ${cutAt} rows, at which the source cuts some answers: it removed nothing`,
  }))
}
