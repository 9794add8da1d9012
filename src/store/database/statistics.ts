import type pg from 'pg'
import { SCHEMAS } from './database.js'
import { perPool } from './per-pool.js'

/** The growth of a table, as a share of its size at the last renewal, from which its statistics are renewed. */
export const GROWTH = {
  /** During a dataset: the merges' own plans are right at any size, and each renewal reads 30,000 rows, half a second. */
  whileFilling: 15,
  /** After an import: Postgres's own daemon comes up to a minute later. */
  whenFilled: 0.1,
} as const

/** In a smaller table (about 1,000 rows) every plan is good enough, bytes. */
const LEAST_BYTES = 128 * 1024

/** The function of docs/roles.sql by which a role renews the statistics of tables that it does not own. */
const BY_OWNER = 'public.season_sync_analyze(regclass)'

/** Whether a table `c` is another role's, and the function (a parameter) renews its statistics, in SQL. */
const notOurs = (byOwner: string): string =>
  `coalesce(not pg_has_role(c.relowner, 'USAGE') and has_function_privilege(to_regprocedure(${byOwner}), 'EXECUTE'), false)`

/** Renews the statistics of those of the tables (names as SQL has them) that have grown by more than this share since the last time. */
export async function refreshStatistics(
  pool: pg.Pool,
  tables: readonly string[],
  growth: number,
): Promise<void> {
  if (tables.length === 0) return
  const { rows } = await pool.query<{ name: string; byOwner: boolean }>(
    `select n.name, ${notOurs('$2')} as "byOwner"
     from unnest($1::text[]) as n(name) join pg_class c on c.oid = n.name::regclass
     where pg_relation_size(c.oid) > greatest($3, c.relpages * current_setting('block_size')::float8 * (1 + $4::float8))`,
    [tables, BY_OWNER, LEAST_BYTES, growth],
  )
  await Promise.all(
    rows.map(({ name, byOwner }) => underWay(pool).get(name)?.running ?? renew(pool, name, byOwner)),
  )
}

/** Fewer rows than these do not change the plans of a query. */
const FEW_ROWS = 1_000

/**
 * Renews the statistics of the tables to which a dataset of a run has brought more than a few rows: verify joins them right
 * afterwards, and a season of which the planner knows nothing counts as one row. Growth alone does not tell: a renewal that
 * another season has caused meanwhile knows this one's pages and not its rows.
 */
export async function renewStatistics(
  pool: pg.Pool,
  { runId, dataset }: { readonly runId: string; readonly dataset: string },
): Promise<void> {
  const { rows } = await pool.query<{ name: string; byOwner: boolean }>(
    `select c.oid::regclass::text as name, ${notOurs('$3')} as "byOwner"
     from (select table_name, sum(inserted) as inserted from sync.sync_merges where run_id = $1 and dataset = $2 group by 1) m
     join pg_class c on c.oid = ('${SCHEMAS.data}.' || quote_ident(m.table_name))::regclass where m.inserted > $4`,
    [runId, dataset, BY_OWNER, FEW_ROWS],
  )
  await Promise.all(rows.map(({ name, byOwner }) => renew(pool, name, byOwner)))
}

interface Renewals {
  readonly running: Promise<unknown>
  /** Begins when the running one has ended. */
  next?: Promise<unknown>
}

const underWay = perPool(() => new Map<string, Renewals>())

/**
 * Renews the statistics of a table. One at a time: who asks while one is under way, which may not see its rows, waits for
 * the next, together with all others who ask meanwhile.
 */
function renew(pool: pg.Pool, name: string, byOwner: boolean): Promise<unknown> {
  const renewing = underWay(pool)
  const present = renewing.get(name)
  if (present !== undefined) {
    present.next ??= present.running.then(() => renew(pool, name, byOwner))
    return present.next
  }
  const running = (
    byOwner
      ? pool.query('select public.season_sync_analyze($1::regclass)', [name])
      : pool.query(`analyze ${name}`)
  ).finally(() => renewing.delete(name))
  renewing.set(name, { running })
  return running
}
