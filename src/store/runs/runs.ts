import type pg from 'pg'
import { canonicalName } from '../../contracts/dataset-names.js'
import type { Outcome } from '../../contracts/outcome.js'
import type { SyncEnd } from '../../contracts/run-end.js'
import type { SeasonSyncInput, StepCounts, StepReport } from '../../contracts/season-run.js'
import type { SeasonScope } from '../../season/season.js'
import { inTransaction } from '../database/database.js'
import { countPlayers } from '../requests/stored-season.js'

/**
 * Opens the record of a run and of its steps; a repeat changes nothing. The run of a backfill becomes that of its season,
 * and takes over the command that is in effect on the backfill.
 */
export async function openRun(
  pool: pg.Pool,
  run: { runId: string; workflowId: string; namespace: string; startedAt: Date; clusterId?: string | null },
  input: SeasonSyncInput,
): Promise<void> {
  await pool.query(
    `with backfill as (
       select control from sync.backfills where backfill_id = $16 for share
     ), run as (
       insert into sync.sync_runs (run_id, workflow_id, namespace, started_at, season, season_type, source, trigger, outcome, datasets, pace, accept_removals, retry_of, cluster_id, recheck_days, narrow, backfill_id, control)
       values ($1,$2,$3,$4,$5,$6,$7,$8,'running',$9,$10,$11,$12,$13,$14,$15,$16,(select control from backfill)) on conflict (run_id) do nothing returning run_id
     ), season as (
       update sync.backfill_seasons s set run_id = run.run_id, outcome = 'running' from run
       where s.backfill_id = $16 and s.season = $5 and s.season_type = $6)
     insert into sync.sync_steps (run_id, dataset, ordinal, outcome)
     select run.run_id, d.name, d.ordinal, 'waiting' from run, unnest($9::text[]) with ordinality as d(name, ordinal)`,
    [
      run.runId,
      run.workflowId,
      run.namespace,
      run.startedAt,
      input.season,
      input.seasonType,
      input.source,
      input.trigger,
      input.datasets.map((step) => step.name),
      input.pace ?? null,
      input.acceptRemovals ?? false,
      input.retryOf ?? null,
      run.clusterId ?? null,
      input.recheckDays ?? null,
      input.narrow ?? null,
      input.backfillId ?? null,
    ],
  )
}

/**
 * Opens the record of a run again, because its workflow was reset after the run had ended. A dataset with requests that
 * were given up merges all its answers again: the batches that lack those requests count as merged otherwise.
 */
export async function reopenRun(pool: pg.Pool, runId: string): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update sync.sync_runs set outcome = 'running', cause = null, verified_by = null, control = null, ended_at = null
       where run_id = $1 and ended_at is not null`,
      [runId],
    )
    if (rowCount === 0) return
    await client.query(
      `update sync.sync_steps set outcome = case when started_at is null then 'waiting' else 'running' end, cause = null, ended_at = null, verification = null
       where run_id = $1`,
      [runId],
    )
    await client.query(
      `delete from sync.sync_merges m where run_id = $1
         and exists (select from sync.sync_requests q where q.run_id = $1 and q.dataset = m.dataset and q.state <> 'answered')`,
      [runId],
    )
  })
}

/**
 * Records the command of a person to a running sync; null withdraws it. A cancellation cannot be withdrawn. A command with
 * a lower number than the last one is late and changes nothing.
 */
export async function setControl(
  pool: pg.Pool,
  runId: string,
  control: 'paused' | 'cancelling' | null,
  number?: number,
): Promise<void> {
  await pool.query(
    `update sync.sync_runs set control = $2, control_number = coalesce($3, control_number)
     where run_id = $1 and outcome = 'running' and (control is distinct from 'cancelling' or $2 = 'cancelling')
       and control_number <= coalesce($3, control_number)`,
    [runId, control, number],
  )
}

/** The command of a person to a running sync. */
export async function controlOf(pool: pg.Pool, runId: string): Promise<'paused' | 'cancelling' | null> {
  const { rows } = await pool.query<{ control: 'paused' | 'cancelling' | null }>(
    'select control from sync.sync_runs where run_id = $1',
    [runId],
  )
  return rows[0]?.control ?? null
}

/**
 * The numbers of every step, counted from the rows that each transaction left (requests, attempts, merges, quarantine,
 * findings), so that a crash makes nothing count twice or not at all.
 */
export async function stepCounts(pool: pg.Pool, runId: string): Promise<ReadonlyMap<string, StepCounts>> {
  const { rows } = await pool.query<StepCounts & { dataset: string }>(
    `select s.dataset, coalesce(q.requests, 0)::int as requests, coalesce(q.answered, 0)::int as answered, s.settled, coalesce(r.retries, 0)::int as retries,
       coalesce(m.inserted, 0)::int as inserted, coalesce(m.updated, 0)::int as updated, coalesce(m.unchanged, 0)::int as unchanged,
       coalesce(m.removed, 0)::int as removed, coalesce(m.quarantined, 0)::int as quarantined,
       coalesce(f.missing, 0)::int as missing, coalesce(f.conflicts, 0)::int as conflicts
     from sync.sync_steps s
     left join (select dataset, count(*) as requests, count(*) filter (where state = 'answered') as answered
                from sync.sync_requests where run_id = $1 group by 1) q using (dataset)
     left join (select dataset, count(*) - count(distinct request_key) as retries from sync.raw_responses where run_id = $1 and not canary group by 1) r using (dataset)
     left join (select dataset, sum(inserted) as inserted, sum(updated) as updated, sum(unchanged) as unchanged, sum(removed) as removed, sum(quarantined) as quarantined
                from sync.sync_merges where run_id = $1 group by 1) m using (dataset)
     left join (select dataset, count(*) filter (where kind = 'missing') as missing, count(*) filter (where kind in ('conflict', 'wrong')) as conflicts
                from sync.sync_findings where run_id = $1 group by 1) f using (dataset)
     where s.run_id = $1 order by s.ordinal`,
    [runId],
  )
  return new Map(rows.map(({ dataset, ...counts }) => [dataset, counts]))
}

/** Ends a step: records its outcome with its numbers, from which `show` and all other readers take them. */
export async function closeStep(
  pool: pg.Pool,
  runId: string,
  dataset: string,
  step: { outcome: Outcome; cause: string | null; verifiedBy: string | null; counts: StepCounts },
): Promise<void> {
  const c = step.counts
  await pool.query(
    `update sync.sync_steps set outcome = $3, cause = $4, verified_by = $5, requests = $6, answered = $7, retries = $8, inserted = $9,
       updated = $10, unchanged = $11, removed = $12, quarantined = $13, missing = $14, conflicts = $15,
       started_at = coalesce(started_at, now()), ended_at = coalesce(ended_at, now())
     where run_id = $1 and dataset = $2`,
    [
      runId,
      dataset,
      step.outcome,
      step.cause,
      step.verifiedBy,
      c.requests,
      c.answered,
      c.retries,
      c.inserted,
      c.updated,
      c.unchanged,
      c.removed,
      c.quarantined,
      c.missing,
      c.conflicts,
    ],
  )
}

/** Records the moment at which a dataset's requests were through; verify and the end of the run come later. */
export async function finishStep(pool: pg.Pool, runId: string, dataset: string): Promise<void> {
  await pool.query(
    'update sync.sync_steps set ended_at = coalesce(ended_at, now()) where run_id = $1 and dataset = $2',
    [runId, dataset],
  )
}

/** The progress of a step. */
export interface StepState {
  readonly outcome: StepReport['outcome']
  /** All of its requests are merged or given up. */
  readonly through: boolean
}

export async function stepStates(pool: pg.Pool, runId: string): Promise<ReadonlyMap<string, StepState>> {
  const { rows } = await pool.query<StepState & { dataset: string }>(
    'select dataset, outcome, ended_at is not null as through from sync.sync_steps where run_id = $1',
    [runId],
  )
  return new Map(rows.map(({ dataset, ...state }) => [dataset, state]))
}

/** Number of rows, refused ones included, in the answers that a run merged or found unchanged; undefined without such answers. */
export async function mergedRows(pool: pg.Pool, runId: string, dataset: string): Promise<number | undefined> {
  const { rows } = await pool.query<{ n: number | null }>(
    'select sum(rows + quarantined)::int as n from sync.request_marks where run_id = $1 and dataset = $2',
    [runId, canonicalName(dataset)],
  )
  return rows[0]?.n ?? undefined
}

/** Ends a run. A run that has an end keeps it, unless its workflow was reset: `again` then replaces the end. */
export async function closeRun(
  pool: pg.Pool,
  runId: string,
  end: { outcome: Outcome; cause: string | null; verifiedBy: string | null; players: number },
  { again = false, endedAt }: { readonly again?: boolean; readonly endedAt?: Date | undefined } = {},
): Promise<void> {
  await pool.query(
    `update sync.sync_runs set outcome = $2, cause = $3, verified_by = $4, players = $5, control = null, ended_at = coalesce($7, now())
     where run_id = $1 and (ended_at is null or $6)`,
    [runId, end.outcome, end.cause, end.verifiedBy, end.players, again, endedAt],
  )
}

/** The steps of a run as they are now, with numbers counted from the stored rows. */
export async function stepReports(pool: pg.Pool, runId: string): Promise<readonly StepReport[]> {
  const counts = await stepCounts(pool, runId)
  const { rows } = await pool.query<{
    dataset: string
    outcome: StepReport['outcome']
    verified_by: string | null
    cause: string | null
  }>('select dataset, outcome, verified_by, cause from sync.sync_steps where run_id = $1 order by ordinal', [
    runId,
  ])
  return rows.flatMap((row) => {
    const own = counts.get(row.dataset)
    return own
      ? [{ name: row.dataset, outcome: row.outcome, verifiedBy: row.verified_by, cause: row.cause, ...own }]
      : []
  })
}

/** True if this database has a record of the run. */
export async function hasRunRecord(pool: pg.Pool, runId: string): Promise<boolean> {
  const { rowCount } = await pool.query('select from sync.sync_runs where run_id = $1', [runId])
  return rowCount === 1
}

/** Those of the runs of which this database has no record. */
export async function withoutRecord(pool: pg.Pool, runIds: readonly string[]): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    'select id from unnest($1::text[]) as id where not exists (select from sync.sync_runs where run_id = id)',
    [runIds],
  )
  return rows.map(({ id }) => id)
}

/** Throws where this database has no record of the run: a worker with another database took it, and its work would be lost. */
export async function requireRunRecord(pool: pg.Pool, runId: string): Promise<void> {
  if (!(await hasRunRecord(pool, runId))) {
    throw new Error(
      `the database of this worker has no run ${runId}; all workers of a Temporal namespace need the same DATABASE_URL`,
    )
  }
}

/** A run that is recorded as running. */
export interface OpenRecord {
  readonly runId: string
  readonly workflowId: string
  /** Null: the cluster of the run is not known. */
  readonly clusterId: string | null
}

/** Runs recorded as running in a namespace of Temporal, oldest first. */
export async function openRuns(pool: pg.Pool, namespace: string): Promise<readonly OpenRecord[]> {
  const { rows } = await pool.query<OpenRecord>(
    `select run_id as "runId", workflow_id as "workflowId", cluster_id as "clusterId" from sync.sync_runs where outcome = 'running' and namespace = $1 order by started_at`,
    [namespace],
  )
  return rows
}

/**
 * Closes the record of a run whose workflow ended without doing so; nothing is verified, the counts stay. `endedAt`: now, if
 * it is not known.
 */
export async function closeOrphanedRun(
  pool: pg.Pool,
  runId: string,
  { outcome, cause }: SyncEnd,
  endedAt?: Date,
): Promise<void> {
  const counts = await stepCounts(pool, runId)
  for (const step of await stepReports(pool, runId)) {
    const own = counts.get(step.name)
    if (own === undefined || (step.outcome !== 'running' && step.outcome !== 'waiting')) continue
    await closeStep(pool, runId, step.name, { outcome, cause, verifiedBy: null, counts: own })
  }
  const { rows } = await pool.query<SeasonScope>(
    'select season, season_type as "seasonType" from sync.sync_runs where run_id = $1',
    [runId],
  )
  const players = rows[0] ? await countPlayers(pool, rows[0]) : 0
  await closeRun(pool, runId, { outcome, cause, verifiedBy: null, players }, { endedAt })
}
