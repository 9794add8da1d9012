import type { Session } from '../connect/session.js'
import { isOfAnother } from '../contracts/cluster.js'
import type { SeasonCounts } from '../contracts/seasons-run.js'
import { seasonsTitle } from '../season/seasons-title.js'
import type { Settings } from '../settings.js'
import { countsOf, listBackfills, seasonLines, type BackfillRecord } from '../store/runs/backfill-history.js'
import { listRuns, type RunFilter, type RunLine } from '../store/runs/history.js'
import { reconcile } from './temporal-copy.js'

/** A run of the history. */
export interface HistoryLine extends RunLine {
  /** True for a running sync of a Temporal other than the present one, which alone knows whether it still runs. */
  readonly ofAnotherTemporal: boolean
}

/** The syncs that match a filter, newest first. Temporal, if it runs, is asked only about running syncs. */
export async function readHistory(
  settings: Settings,
  session: Session,
  filter: RunFilter,
): Promise<readonly HistoryLine[]> {
  const prisma = await session.database.prisma()
  const runs = await listRuns(prisma, filter)
  if (!runs.some(isRunning)) return runs.map((run) => ({ ...run, ofAnotherTemporal: false }))
  const cluster = await reconcile(settings, session)
  return (await listRuns(prisma, filter)).map((run) => ({
    ...run,
    ofAnotherTemporal: isRunning(run) && isOfAnother(run.clusterId, cluster),
  }))
}

/** A backfill of the history, with the runs that it started, newest first. */
export interface BackfillLine extends BackfillRecord {
  readonly season: string
  readonly seasonType: string
  readonly total: number
  readonly counts: SeasonCounts
  readonly inserted: number
  readonly updated: number
  readonly runs: readonly HistoryLine[]
  readonly ofAnotherTemporal: boolean
}

/** More runs than a backfill has. */
const ALL_RUNS = 10_000

/**
 * The history with one line for each backfill, which has its runs under it. Those of one season are runs alone, whatever
 * started them.
 */
export async function readGroupedHistory(
  settings: Settings,
  session: Session,
  filter: RunFilter,
): Promise<readonly (HistoryLine | BackfillLine)[]> {
  if (filter.season !== undefined) return readHistory(settings, session, filter)
  const { pool } = session.database
  const runs = await readHistory(settings, session, { ...filter, backfillId: null })
  const open = (await listBackfills(pool, { ...filter, outcome: 'running', limit: 1 })).length > 0
  const cluster = open ? await reconcile(settings, session) : null
  const lines = [...runs, ...(await listBackfills(pool, filter))]
    .toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())
    .slice(0, filter.limit)
  return Promise.all(
    lines.map(async (line) => ('backfillId' in line && !('runId' in line) ? withRuns(line) : line)),
  )

  async function withRuns(backfill: BackfillRecord): Promise<BackfillLine> {
    const { backfillId, outcome, clusterId } = backfill
    const seasons = await seasonLines(pool, backfillId)
    const own = await readHistory(settings, session, { backfillId, limit: ALL_RUNS })
    return {
      ...backfill,
      ...seasonsTitle(seasons),
      total: seasons.length,
      counts: countsOf(seasons),
      inserted: own.reduce((sum, run) => sum + run.inserted, 0),
      updated: own.reduce((sum, run) => sum + run.updated, 0),
      runs: own,
      ofAnotherTemporal: outcome === 'running' && isOfAnother(clusterId, cluster),
    }
  }
}

const isRunning = ({ outcome }: RunLine): boolean => outcome === 'running'
