import type pg from 'pg'
import type { MergeCounts } from '../merge/merge-counts.js'
import { identifier } from './database.js'

/** Statistics are renewed when a table has grown by this share; Postgres's own daemon does so a minute later. */
const GROWTH = 0.1
/** Merges that insert fewer rows change no plan. */
const GROWTH_ROWS = 1_000

/** Renews the statistics of tables that a merge made much larger, because verify joins them right afterwards. */
export async function refreshStatistics(pool: pg.Pool, counts: readonly MergeCounts[]): Promise<void> {
  for (const { table, inserted } of counts) {
    if (inserted < GROWTH_ROWS) continue
    const { rows } = await pool.query<{ known: number }>(
      'select reltuples::float8 as known from pg_class where oid = $1::regclass',
      [identifier(table)],
    )
    if (inserted > (rows[0]?.known ?? 0) * GROWTH) await pool.query(`analyze ${identifier(table)}`)
  }
}
