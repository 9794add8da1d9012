import type pg from 'pg'
import type { SeasonScope } from '../../season/season.js'
import type { Finding } from '../runs/runs.js'

/** The outcome of checking one dataset against an independent source. */
export interface Verification {
  /** The independent source that was used; null: none is stored. */
  readonly verifiedBy: string | null
  readonly findings: readonly Finding[]
}

/** The dataset and season that a check is about, and the database that it reads. */
export interface CheckContext {
  readonly pool: pg.Pool
  readonly scope: SeasonScope
  readonly dataset: string
}

/** Checks the stored rows of a season against another source. */
export type Interpreter<C> = (check: C, context: CheckContext) => Promise<Verification>

/** Findings that one query lists at most; a run with more of them is broken as a whole. */
const MAX_LISTED = 2_000

/** The findings of an SQL check, which returns rows (kind, subject, detail). */
export async function queryFindings({ pool, dataset, scope }: CheckContext, sql: string): Promise<Finding[]> {
  const { rows } = await pool.query<Omit<Finding, 'dataset'>>(`${sql} order by 1, 2 limit ${MAX_LISTED}`, [
    scope.season,
    scope.seasonType,
  ])
  return rows.map((row) => ({ dataset, ...row }))
}

/** Whether a query over the season returns any row. */
export async function exists({ pool, scope }: CheckContext, sql: string): Promise<boolean> {
  const { rowCount } = await pool.query(`${sql} limit 1`, [scope.season, scope.seasonType])
  return (rowCount ?? 0) > 0
}

/** The condition for the rows of the checked season, in SQL. */
export const OF_SEASON = 'season = $1 and season_type = $2'

/** A value as text, '?' for null: one null would make the whole sentence null. */
export const orQuestionMark = (column: string): string => `coalesce(${column}::text, '?')`
