import { isSource, type SourceName } from '../contracts/source-names.js'
import { kindOf, type SeasonItem, type SeasonsSyncInput } from '../contracts/seasons-run.js'
import { inputOf } from '../datasets/seasons.js'
import type { Settings } from '../settings.js'
import type { Database } from '../store/database/database.js'
import { seasonLines, type BackfillRecord, type SeasonLine } from '../store/runs/backfill-history.js'
import { readRun } from '../store/runs/history.js'
import { retryRequest } from './retry.js'

/**
 * The backfill that repeats the seasons of an ended one that are not whole: what their runs lack, as `retryRequest` has it,
 * and all of those that had none. Undefined if every season is whole.
 */
export async function retrySeasons(
  { pool }: Database,
  settings: Settings,
  backfill: BackfillRecord,
): Promise<SeasonsSyncInput | undefined> {
  const { backfillId, source, trigger } = backfill
  const { fromArchive: _asked, ...request } = backfill.request // what the archive lacks, the source may have
  if (!isSource(source)) return undefined
  const lines = await seasonLines(pool, backfillId)
  const items = await Promise.all(
    lines.filter(({ outcome }) => outcome !== 'succeeded').map((line) => itemOf(pool, source, line)),
  )
  const seasons = items.filter((item) => item !== undefined)
  if (seasons.length === 0) return undefined
  return inputOf(
    {
      source,
      request,
      seasons,
      retryOf: backfillId,
      trigger: kindOf({ trigger }) === 'backfill' ? 'backfill' : 'manual',
    },
    settings,
  )
}

/** What is asked again of a season; undefined if its run lacks nothing. */
async function itemOf(
  pool: Database['pool'],
  source: SourceName,
  { season, seasonType, runId }: SeasonLine,
): Promise<SeasonItem | undefined> {
  const run = runId === null ? undefined : await readRun(pool, runId)
  if (run === undefined) return { season, seasonType }
  const missing = await retryRequest(pool, source, run)
  return missing && { season, seasonType, retryOf: run.runId, only: missing.only ?? [] }
}
