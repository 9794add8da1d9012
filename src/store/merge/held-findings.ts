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
       select subject, string_agg(distinct detail, '; ') as detail, coalesce(bool_or(subject = column_name), false) as of_column from sync.merge_holds
       where run_id = $1 and dataset = $2 group by subject
       union all
       select table_name, 'the answer lacks ' || sum(held) || ' stored rows; kept, since a correction does not remove so many (--accept-removals removes them)', false
       from sync.sync_merges m where run_id = $1 and dataset = $2
         and not exists (select from sync.merge_holds h where (h.run_id, h.dataset, h.batch) = (m.run_id, m.dataset, m.batch))
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

/** Rows, or values of a column, that a run kept although the answers lack them. */
export interface HeldRows {
  readonly dataset: string
  readonly table: string
  /** The game, team or player; a column's name where a whole season's answer empties it. */
  readonly subject: string
  /** The column whose values would be emptied; null: the rows would be removed. */
  readonly column: string | null
  readonly rows: number
}

/** Everything that a run held, which the same answers with `acceptRemovals` would remove or empty. */
export async function heldRows(pool: pg.Pool, runId: string): Promise<readonly HeldRows[]> {
  const { rows } = await pool.query<HeldRows>(
    `select dataset, table_name as table, subject, column_name as column, sum(rows)::int as rows
     from sync.merge_holds where run_id = $1 group by 1, 2, 3, 4 order by 1, 2, 4 nulls first, 3`,
    [runId],
  )
  return rows
}
