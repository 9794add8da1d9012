import type pg from 'pg'
import type { Finding } from '../runs/findings.js'

/** Datasets that the sentence names at most; a new build may have changed them all. */
const NAMED = 4

/**
 * The note on the answers that a run has read again since they had been merged under another declaration of their
 * datasets; none where there are none.
 */
export async function readAgainNotes(
  pool: pg.Pool,
  runId: string,
  season: string,
): Promise<readonly Finding[]> {
  const { rows } = await pool.query<{ dataset: string; answers: number }>(
    `select dataset, sum(read_again)::int as answers from sync.sync_merges
     where run_id = $1 group by 1 having sum(read_again) > 0 order by 2 desc, 1`,
    [runId],
  )
  const [first] = rows
  if (first === undefined) return []
  const answers = rows.reduce((sum, row) => sum + row.answers, 0)
  const names = rows.map(({ dataset }) => dataset)
  const which = names.length <= NAMED ? names.join(', ') : `${names.length} datasets`
  const [was, their, them] = answers === 1 ? ['answer was', 'its', 'it'] : ['answers were', 'their', 'them']
  const detail = `${answers.toLocaleString('en-US')} ${was} read again, since an earlier version of ${their} dataset had read ${them} (${which})`
  return [{ dataset: first.dataset, kind: 'note', subject: season, detail }]
}
