import type pg from 'pg'
import type { SeasonScope } from '../../season/season.js'
import type { Finding } from '../runs/runs.js'

/** What one dataset is held against. */
export interface Verification {
  /** The independent source that was used; null: none was there. */
  readonly verifiedBy: string | null
  readonly findings: readonly Finding[]
}

/** What a check of a dataset works with. */
export interface Checked {
  readonly pool: pg.Pool
  readonly scope: SeasonScope
  readonly dataset: string
}

/** Holds what is stored of a season against another source. */
export type Interpreter<C> = (check: C, checked: Checked) => Promise<Verification>

/** Findings of one kind that are listed one by one; beyond it a run is broken as a whole. */
const MOST_LISTED = 2_000

/** Runs an SQL check that gives rows (kind, subject, detail). */
export async function ask({ pool, dataset, scope }: Checked, sql: string): Promise<Finding[]> {
  const { rows } = await pool.query<Omit<Finding, 'dataset'>>(`${sql} order by 1, 2 limit ${MOST_LISTED}`, [
    scope.season,
    scope.seasonType,
  ])
  return rows.map((row) => ({ dataset, ...row }))
}

/** Whether a query over the season finds anything. */
export async function exists({ pool, scope }: Checked, sql: string): Promise<boolean> {
  const { rowCount } = await pool.query(`${sql} limit 1`, [scope.season, scope.seasonType])
  return (rowCount ?? 0) > 0
}

/** The rows of the season that a check is about. */
export const OF_SEASON = 'season = $1 and season_type = $2'

/** A value in a sentence, which one unknown value would make null as a whole. */
export const known = (column: string): string => `coalesce(${column}::text, '?')`
