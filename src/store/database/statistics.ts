import type pg from 'pg'
import { identifier } from './database.js'
import { perPool } from './per-pool.js'

/** The growth of a table, as a share of its size at the last renewal, from which its statistics are renewed. */
export const GROWTH = {
  /** During a dataset: the merges' own plans are right at any size, and each renewal reads 30,000 rows, half a second. */
  whileFilling: 15,
  /** At a dataset's end: verify joins the tables right afterwards. Postgres's own daemon comes up to a minute later. */
  whenFilled: 0.1,
} as const

/** In a smaller table (about 1,000 rows) every plan is good enough, bytes. */
const LEAST_BYTES = 128 * 1024

/** The function of docs/roles.sql by which a role renews the statistics of tables that it does not own. */
const BY_OWNER = 'public.season_sync_analyze(regclass)'

/** Renews the statistics of those of the tables that have grown by more than this share since the last time. */
export async function refreshStatistics(
  pool: pg.Pool,
  tables: readonly string[],
  growth: number,
): Promise<void> {
  if (tables.length === 0) return
  const { rows } = await pool.query<{ name: string; byOwner: boolean }>(
    `select n.name, coalesce(not pg_has_role(relowner, 'USAGE') and has_function_privilege(to_regprocedure($2), 'EXECUTE'), false) as "byOwner"
     from unnest($1::text[]) as n(name) join pg_class c on c.oid = n.name::regclass
     where pg_relation_size(c.oid) > greatest($3, c.relpages * current_setting('block_size')::float8 * (1 + $4::float8))`,
    [tables.map(identifier), BY_OWNER, LEAST_BYTES, growth],
  )
  const renewing = underWay(pool)
  for (const { name, byOwner } of rows) {
    const renewal =
      renewing.get(name) ??
      (byOwner
        ? pool.query('select public.season_sync_analyze($1::regclass)', [name])
        : pool.query(`analyze ${name}`)
      ).finally(() => renewing.delete(name))
    renewing.set(name, renewal)
    await renewal
  }
}

/** Merges that end at the same time find the same growth: one renewal is enough for all. */
const underWay = perPool(() => new Map<string, Promise<unknown>>())
