import { seasonsNextSteps } from '../contracts/next-step.js'
import type { SyncEnd } from '../contracts/run-end.js'
import { kindOf } from '../contracts/seasons-run.js'
import { isSource } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { seasonsTitle } from '../season/seasons-title.js'
import type { Settings } from '../settings.js'
import type { Database } from '../store/database/database.js'
import { closeOrphanedBackfill } from '../store/runs/backfills.js'
import { readBackfill, type BackfillRecord } from '../store/runs/backfill-history.js'
import { capital } from '../text/capital.js'
import { SeasonsReader, type SeasonsState } from './seasons-state.js'

/** Everything that the summary of a backfill shows. */
export interface SeasonsReport {
  readonly backfill: BackfillRecord
  readonly state: SeasonsState
  readonly webUiUrl: string | null
}

/** Reads the report of a backfill from Postgres. */
export async function readSeasonsReport(
  settings: Settings,
  { pool }: Database,
  backfill: BackfillRecord,
  webUiUrl: string | null,
): Promise<SeasonsReport> {
  const source = isSource(backfill.source) ? backfill.source : 'nba'
  return { backfill, state: await new SeasonsReader(settings, source).read(pool, backfill), webUiUrl }
}

/** The report of a backfill that has ended by Temporal's account (see `reportOfEnd`). */
export async function seasonsReportOfEnd(
  settings: Settings,
  database: Database,
  backfillId: string,
  end: SyncEnd,
  webUiUrl: string | null,
): Promise<SeasonsReport> {
  const { pool } = database
  if ((await readBackfill(pool, backfillId))?.endedAt === null) {
    const outcome = end.outcome === 'succeeded' ? 'failed' : end.outcome
    await closeOrphanedBackfill(pool, backfillId, { outcome, cause: end.cause ?? 'ended from outside' })
  }
  const backfill = await readBackfill(pool, backfillId)
  if (backfill === undefined) throw new UserError(`The backfill failed: ${end.cause ?? end.outcome}`)
  return readSeasonsReport(settings, database, backfill, webUiUrl)
}

/** The object of `backfill --json`. */
export function seasonsJson({ backfill, state, webUiUrl }: SeasonsReport) {
  const { clusterId: _cluster, namespace: _namespace, ...record } = backfill
  const { seasons, counts, total, next, requestsLeft, secondsLeft } = state
  return {
    ...record,
    ...seasonsTitle(seasons),
    webUiUrl,
    total,
    counts,
    next: next && { season: next.season, seasonType: next.seasonType },
    requestsLeft,
    secondsLeft: Math.round(secondsLeft),
    seasons,
  }
}

/** The cause of an end that is not `succeeded`, with the next step; undefined for one that succeeded or is running. */
export function seasonsExplanation({ backfill }: Pick<SeasonsReport, 'backfill'>): string | undefined {
  const { outcome, cause, backfillId, source } = backfill
  const run = { runId: backfillId, source }
  const next = capital(
    seasonsNextSteps(run)
      .map(({ words, command }) => `${words}: ${command}`)
      .join('; '),
  )
  const why = (cause ?? 'no cause was recorded').replace(/\.$/, '')
  switch (outcome) {
    case 'failed':
      return `The ${kindOf(backfill)} failed: ${why}. What was merged stays. ${next}`
    case 'partial':
      return `Not all is there: ${why}. ${next}`
    case 'cancelled':
      return `The ${kindOf(backfill)} was cancelled; what was merged stays. ${next}`
    default:
      return undefined
  }
}
