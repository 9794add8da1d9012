import type pg from 'pg'
import type { MergeCounts } from '../merge/merge-counts.js'
import { identifier } from './database.js'

/** Statistics are renewed when a table has grown by this share; Postgres's own daemon does so a minute later. */
const GROWTH = 0.1
/** Merges that insert fewer rows change no plan. */
const GROWTH_ROWS = 1_000

/** The function of docs/roles.sql by which a role renews the statistics of tables that it does not own. */
const BY_OWNER = 'public.season_sync_analyze(regclass)'

/** Renews the statistics of tables that a merge made much larger, because verify joins them right afterwards. */
export async function refreshStatistics(pool: pg.Pool, counts: readonly MergeCounts[]): Promise<void> {
  for (const { table, inserted } of counts) {
    if (inserted < GROWTH_ROWS) continue
    const { rows } = await pool.query<{ known: number; byOwner: boolean }>(
      `select reltuples::float8 as known,
         coalesce(not pg_has_role(relowner, 'USAGE') and has_function_privilege(to_regprocedure($2), 'EXECUTE'), false) as "byOwner"
       from pg_class where oid = $1::regclass`,
      [identifier(table), BY_OWNER],
    )
    const [found] = rows
    if (inserted <= (found?.known ?? 0) * GROWTH) continue
    if (found?.byOwner === true)
      await pool.query('select public.season_sync_analyze($1::regclass)', [identifier(table)])
    else await pool.query(`analyze ${identifier(table)}`)
  }
}
