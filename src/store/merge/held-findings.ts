import type pg from 'pg'

/** What a run held of a dataset: a game, team, player or column, and the reason. */
export interface HeldSubject {
  readonly subject: string
  readonly detail: string
}

/** Subjects that are listed one by one; an answer that lacks more is wrong as a whole. */
const MOST_LISTED = 100

/**
 * What a run held of a dataset, a finding for each subject. The last one counts those beyond the limit. A merge by a
 * worker of an earlier build has counts alone, and is named by its table.
 */
export async function heldSubjects(
  pool: pg.Pool,
  runId: string,
  dataset: string,
): Promise<readonly HeldSubject[]> {
  const { rows } = await pool.query<HeldSubject & { total: number }>(
    `with held as (
       select subject, string_agg(distinct detail, '; ') as detail, coalesce(bool_or(subject = column_name), false) as of_column from merge_holds
       where run_id = $1 and dataset = $2 group by subject
       union all
       select table_name, 'the answer lacks ' || sum(held) || ' stored rows; kept, since a correction does not remove so many (--accept-removals removes them)', false
       from sync_merges m where run_id = $1 and dataset = $2
         and not exists (select from merge_holds h where (h.run_id, h.dataset, h.batch) = (m.run_id, m.dataset, m.batch))
       group by 1 having sum(held) > 0
     ) select subject, detail, count(*) over ()::int as total from held order by of_column desc, subject limit $3`,
    [runId, dataset, MOST_LISTED],
  )
  const more = (rows[0]?.total ?? 0) - rows.length
  return [
    ...rows.map(({ subject, detail }) => ({ subject, detail })),
    ...(more > 0 ? [{ subject: dataset, detail: `and ${more} more are held` }] : []),
  ]
}
