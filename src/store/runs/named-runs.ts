import type pg from 'pg'
import type { Outcome } from '../../contracts/outcome.js'

/** A sync or a backfill that a name fits. */
export interface NamedRecord {
  readonly kind: 'sync' | 'backfill'
  /** The id of the run or of the backfill. */
  readonly id: string
  readonly source: string
  /** Null: a backfill, which has several. */
  readonly season: string | null
  readonly seasonType: string | null
  readonly outcome: Outcome
  readonly startedAt: Date
}

export interface Among {
  /** Syncs alone, also those of a backfill. */
  readonly syncsOnly?: boolean
  /** Running ones alone. */
  readonly running?: boolean
}

const KNOWN = `
  (select 'sync' as kind, run_id as id, workflow_id, source, season, season_type, outcome, started_at from sync.sync_runs
   union all
   select 'backfill', backfill_id, workflow_id, source, null, null, outcome, started_at from sync.backfills) known`

const COLUMNS = `kind, id, source, season, season_type as "seasonType", outcome, started_at as "startedAt"`

/** The records of these kinds that a condition fits, in an order. */
async function records(
  pool: pg.Pool,
  { syncsOnly = false, running = false }: Among,
  rest: string,
  values: readonly unknown[],
): Promise<readonly NamedRecord[]> {
  const kinds = `(kind = 'sync' or not ${syncsOnly}) and (outcome = 'running' or not ${running})`
  const { rows } = await pool.query<NamedRecord>(
    `select ${COLUMNS} from ${KNOWN} where ${kinds} and ${rest}`,
    [...values],
  )
  return rows
}

/** The newest record. A backfill is newer than its own syncs, unless another sync was started after it. */
export async function newest(pool: pg.Pool, among: Among): Promise<NamedRecord | undefined> {
  const rest = `(kind = 'sync' or not exists (select from sync.sync_runs r where r.started_at > known.started_at and r.backfill_id is null))
     order by kind = 'backfill' desc, started_at desc, id desc limit 1`
  const [found] = await records(pool, among, rest, [])
  return found
}

/** Those whose id begins so, newest first; one whose id is this alone. */
export async function beginningWith(
  pool: pg.Pool,
  beginning: string,
  among: Among,
): Promise<readonly NamedRecord[]> {
  const found = await records(pool, among, `starts_with(id, $1) order by started_at desc, id desc`, [
    beginning,
  ])
  const exact = found.find(({ id }) => id === beginning)
  return exact === undefined ? found : [exact]
}

/** The syncs of a season, the newest of each source and type, newest first; of running ones all. */
export async function ofSeason(
  pool: pg.Pool,
  season: string,
  source: string | undefined,
  among: Among,
): Promise<readonly NamedRecord[]> {
  const found = await records(
    pool,
    among,
    `season = $1 and source = coalesce($2, source) order by started_at desc, id desc`,
    [season, source ?? null],
  )
  if (among.running === true) return found
  const firsts = new Map(found.toReversed().map((each) => [`${each.source} ${each.seasonType}`, each]))
  return found.filter((each) => firsts.get(`${each.source} ${each.seasonType}`) === each)
}

/** The newest of a workflow, whose id is also the beginning of those of its datasets' workflows. */
export async function ofWorkflow(
  pool: pg.Pool,
  workflowId: string,
  among: Among,
): Promise<NamedRecord | undefined> {
  const rest = `starts_with($1 || '/', workflow_id || '/') order by length(workflow_id) desc, started_at desc, id desc limit 1`
  const [found] = await records(pool, among, rest, [workflowId])
  return found
}
