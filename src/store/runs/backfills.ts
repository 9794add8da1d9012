import type pg from 'pg'
import type { Outcome } from '../../contracts/outcome.js'
import type { SyncEnd } from '../../contracts/run-end.js'
import type {
  SeasonState,
  SeasonsEnd,
  SeasonsSyncInput,
  SeasonsSyncResult,
} from '../../contracts/seasons-run.js'
import { inTransaction } from '../database/database.js'
import type { Control } from '../pace/pace.js'
import type { OpenRecord } from './runs.js'

/** The records of backfills: every write of them. `history.ts` and `backfill-history.ts` read. */

/** Opens the record of a backfill and of its seasons; a repeat changes nothing. */
export async function openBackfill(
  pool: pg.Pool,
  backfill: {
    readonly backfillId: string
    readonly workflowId: string
    readonly namespace: string
    readonly startedAt: Date
    readonly clusterId?: string | null
  },
  { source, trigger, request, seasons, retryOf }: SeasonsSyncInput,
): Promise<void> {
  await pool.query(
    `with opened as (
       insert into sync.backfills (backfill_id, workflow_id, namespace, started_at, cluster_id, source, trigger, outcome, request, retry_of)
       values ($1,$2,$3,$4,$5,$6,$7,'running',$8,$9) on conflict (backfill_id) do nothing returning backfill_id)
     insert into sync.backfill_seasons (backfill_id, ordinal, season, season_type, outcome)
     select backfill_id, s.ordinal - 1, s.item->>'season', s.item->>'seasonType', 'waiting'
     from opened, jsonb_array_elements($10::jsonb) with ordinality as s(item, ordinal)`,
    [
      backfill.backfillId,
      backfill.workflowId,
      backfill.namespace,
      backfill.startedAt,
      backfill.clusterId ?? null,
      source,
      trigger,
      JSON.stringify(request),
      retryOf ?? null,
      JSON.stringify(seasons.map(({ season, seasonType }) => ({ season, seasonType }))),
    ],
  )
}

/** Opens the record again, because the workflow was reset after the backfill had ended; seasons that are whole stay so. */
export async function reopenBackfill(pool: pg.Pool, backfillId: string): Promise<void> {
  await pool.query(
    `update sync.backfills set outcome = 'running', cause = null, control = null, ended_at = null
     where backfill_id = $1 and ended_at is not null`,
    [backfillId],
  )
}

/**
 * Records the command of a person to a running backfill and to its running seasons; null withdraws it. A season that
 * opens its record at the same time takes the command over (`openRun`). See `setControl`.
 */
export async function setBackfillControl(
  pool: pg.Pool,
  backfillId: string,
  control: Control,
  number?: number,
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update sync.backfills set control = $2, control_number = coalesce($3, control_number)
       where backfill_id = $1 and outcome = 'running' and (control is distinct from 'cancelling' or $2 = 'cancelling')
         and control_number <= coalesce($3, control_number)`,
      [backfillId, control, number],
    )
    if (rowCount === 0) return
    await client.query(
      `update sync.sync_runs set control = $2
       where backfill_id = $1 and outcome = 'running' and (control is distinct from 'cancelling' or $2 = 'cancelling')`,
      [backfillId, control],
    )
  })
}

/** Records what the workflow knows of a season. */
export async function setSeason(
  pool: pg.Pool,
  { backfillId, ordinal }: { readonly backfillId: string; readonly ordinal: number },
  { outcome, runId, cause }: SeasonState,
): Promise<void> {
  await pool.query(
    `update sync.backfill_seasons set outcome = $3, run_id = coalesce($4, run_id), cause = $5
     where backfill_id = $1 and ordinal = $2`,
    [backfillId, ordinal, outcome, runId, cause],
  )
}

/** The outcome of a season `s`, with its run `r` left joined: its run's own, once there is one. */
export const SEASON_OUTCOME = 'coalesce(r.outcome, s.outcome)'

/** The end of a season that is whole already; undefined for any other. */
export async function endedSeason(
  pool: pg.Pool,
  backfillId: string,
  ordinal: number,
): Promise<SeasonState | undefined> {
  const { rows } = await pool.query<SeasonState>(
    `select 'succeeded' as outcome, s.run_id as "runId", null as cause
     from sync.backfill_seasons s left join sync.sync_runs r using (run_id)
     where s.backfill_id = $1 and ordinal = $2 and ${SEASON_OUTCOME} = 'succeeded'`,
    [backfillId, ordinal],
  )
  return rows[0]
}

/**
 * Ends a backfill by the outcomes of its seasons, and returns its end. One that has an end keeps it, unless its workflow
 * was reset (`again`). Seasons that were not started are recorded as cancelled.
 */
export async function closeBackfill(
  pool: pg.Pool,
  backfillId: string,
  ends: SeasonsEnd,
  { again = false }: { readonly again?: boolean } = {},
): Promise<SeasonsSyncResult> {
  await pool.query(
    `update sync.backfill_seasons s set outcome = coalesce((select r.outcome from sync.sync_runs r where r.run_id = s.run_id), 'cancelled'),
       cause = coalesce($2, case when $3 then 'the backfill was cancelled' || case outcome when 'waiting' then ' before this season began' else '' end end)
     where backfill_id = $1 and outcome in ('waiting', 'running')`,
    [backfillId, ends.failure ?? null, ends.cancelled],
  )
  const { rows } = await pool.query<{ season: string; seasonType: string; outcome: Outcome }>(
    `select s.season, s.season_type as "seasonType", ${SEASON_OUTCOME} as outcome
     from sync.backfill_seasons s left join sync.sync_runs r using (run_id) where s.backfill_id = $1 order by ordinal`,
    [backfillId],
  )
  const counts: Record<string, number> = {}
  for (const { outcome } of rows) counts[outcome] = (counts[outcome] ?? 0) + 1
  const outcome = outcomeOf(
    rows.map((row) => row.outcome),
    ends,
  )
  const cause = ends.failure ?? causeOf(rows)
  await pool.query(
    `update sync.backfills set outcome = $2, cause = $3, control = null, ended_at = now()
     where backfill_id = $1 and (ended_at is null or $4)`,
    [backfillId, outcome, cause, again],
  )
  return { backfillId, outcome, cause, counts }
}

function outcomeOf(seasons: readonly Outcome[], { cancelled, failure }: SeasonsEnd): SyncEnd['outcome'] {
  if (cancelled) return 'cancelled'
  if (failure !== undefined) return 'failed'
  if (seasons.every((outcome) => outcome === 'succeeded')) return 'succeeded'
  return seasons.every((outcome) => outcome === 'failed') ? 'failed' : 'partial'
}

/** Seasons that a cause names. */
const NAMED = 5

/** '3 of 79 seasons are not whole: 1998-99 Regular Season (partial), …'; null if all are. */
function causeOf(
  seasons: readonly { readonly season: string; readonly seasonType: string; readonly outcome: Outcome }[],
): string | null {
  const notWhole = seasons.filter(({ outcome }) => outcome !== 'succeeded')
  if (notWhole.length === 0) return null
  const named = notWhole.slice(0, NAMED).map((each) => `${each.season} ${each.seasonType} (${each.outcome})`)
  const more = notWhole.length - named.length
  return `${notWhole.length} of ${seasons.length} seasons ${notWhole.length === 1 ? 'is' : 'are'} not whole: ${named.join(', ')}${more === 0 ? '' : ` and ${more} more`}`
}

/** Backfills recorded as running in a namespace of Temporal, oldest first. */
export async function openBackfills(pool: pg.Pool, namespace: string): Promise<readonly OpenRecord[]> {
  const { rows } = await pool.query<OpenRecord>(
    `select backfill_id as "runId", workflow_id as "workflowId", cluster_id as "clusterId" from sync.backfills where outcome = 'running' and namespace = $1 order by started_at`,
    [namespace],
  )
  return rows
}

/** Closes the record of a backfill whose workflow ended without doing so. Its running seasons continue, and record their own ends. */
export async function closeOrphanedBackfill(
  pool: pg.Pool,
  backfillId: string,
  { outcome, cause }: SyncEnd,
): Promise<void> {
  await closeBackfill(pool, backfillId, {
    cancelled: outcome === 'cancelled',
    failure: cause ?? `ended as ${outcome}`,
  })
}
