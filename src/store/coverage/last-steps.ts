import type pg from 'pg'
import type { SourceName } from '../../contracts/source-names.js'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { Outcome } from '../../contracts/outcome.js'
import type { SeasonsRequest } from '../../contracts/seasons-run.js'
import type { SeasonScope } from '../../season/season.js'
import type { Finding } from '../runs/findings.js'

/** What the latest whole sync of a dataset found in a season and type. */
export interface LastStep extends SeasonScope {
  /** Its present name. */
  readonly dataset: string
  readonly runId: string
  readonly outcome: Exclude<Outcome, 'running'>
  readonly cause: string | null
  readonly verifiedBy: string | null
  readonly quarantined: number
  /** It brought rows, or found them unchanged. */
  readonly hadRows: boolean
  readonly startedAt: Date
}

const OF_SEASONS = '($2::text[] is null or r.season = any($2))'

/**
 * The steps of the latest runs of whole seasons that have ended, by dataset, season and type. What a cancelled run brought
 * was not verified, so that an earlier run says more; without one it is `cancelled`.
 */
export async function lastSteps(
  pool: pg.Pool,
  source: SourceName,
  seasons: readonly string[] | undefined,
): Promise<readonly LastStep[]> {
  const { rows } = await pool.query<LastStep>(
    `select distinct on (r.season, r.season_type, s.dataset) r.season, r.season_type as "seasonType", s.dataset,
            r.run_id as "runId", s.cause, s.verified_by as "verifiedBy", s.quarantined,
            case when r.outcome in ('succeeded', 'partial') or s.outcome = 'failed' then s.outcome else r.outcome end as outcome,
            s.inserted + s.updated + s.unchanged > 0 as "hadRows", r.started_at as "startedAt"
     from sync.sync_runs r join sync.sync_steps s using (run_id)
     where r.source = $1 and ${OF_SEASONS} and r.narrow is null and s.outcome in ('succeeded', 'partial', 'failed', 'cancelled')
     order by r.season, r.season_type, s.dataset, r.outcome = 'cancelled', r.started_at desc, r.run_id desc`,
    [source, seasons ?? null],
  )
  return rows.map((row) => ({ ...row, dataset: canonicalName(row.dataset) }))
}

/** When a dataset was last brought, whole or in part. */
export interface SyncedAt extends SeasonScope {
  readonly dataset: string
  readonly syncedAt: Date
}

/** The ends of the latest steps that brought something, those of narrowed runs among them. */
export async function syncedTimes(
  pool: pg.Pool,
  source: SourceName,
  seasons: readonly string[] | undefined,
): Promise<readonly SyncedAt[]> {
  const { rows } = await pool.query<SyncedAt>(
    `select r.season, r.season_type as "seasonType", s.dataset, max(s.ended_at) as "syncedAt"
     from sync.sync_runs r join sync.sync_steps s using (run_id)
     where r.source = $1 and ${OF_SEASONS} and s.outcome in ('succeeded', 'partial') and s.ended_at is not null
     group by 1, 2, 3`,
    [source, seasons ?? null],
  )
  return rows.map((row) => ({ ...row, dataset: canonicalName(row.dataset) }))
}

/** A dataset of a season that an open run works on. */
export interface OpenStep extends SeasonScope {
  readonly dataset: string
  readonly runId: string
}

export async function openSteps(pool: pg.Pool, source: SourceName): Promise<readonly OpenStep[]> {
  const { rows } = await pool.query<OpenStep>(
    `select r.season, r.season_type as "seasonType", s.dataset, r.run_id as "runId"
     from sync.sync_runs r join sync.sync_steps s using (run_id)
     where r.source = $1 and r.outcome = 'running' and s.outcome in ('running', 'waiting')`,
    [source],
  )
  return rows.map((row) => ({ ...row, dataset: canonicalName(row.dataset) }))
}

/** A season that an open backfill has not begun, with what it asks of it. */
export interface WaitingSeason extends SeasonScope {
  readonly request: SeasonsRequest
}

export async function waitingSeasons(pool: pg.Pool, source: SourceName): Promise<readonly WaitingSeason[]> {
  const { rows } = await pool.query<WaitingSeason>(
    `select s.season, s.season_type as "seasonType", b.request
     from sync.backfills b join sync.backfill_seasons s using (backfill_id)
     where b.source = $1 and b.outcome = 'running' and s.outcome = 'waiting'`,
    [source],
  )
  return rows
}

/** The findings of runs but for notes, which only explain. */
export async function findingsOfRuns(
  pool: pg.Pool,
  runIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const { rows } = await pool.query<Finding & { readonly runId: string }>(
    `select run_id as "runId", dataset, kind, subject, detail from sync.sync_findings
     where run_id = any($1) and kind <> 'note' order by id`,
    [runIds],
  )
  const ofRun = new Map<string, Finding[]>()
  for (const { runId, ...finding } of rows) {
    const known = ofRun.get(runId)
    if (known === undefined) ofRun.set(runId, [finding])
    else known.push(finding)
  }
  return ofRun
}
