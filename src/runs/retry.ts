import type pg from 'pg'
import { canonicalName } from '../contracts/dataset-names.js'
import type { Narrow } from '../contracts/season-run.js'
import type { SourceName } from '../contracts/source-names.js'
import type { SyncRequest } from '../contracts/sync-request.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import { unfinishedSteps } from '../store/requests/retry.js'

/** The part of an ended run that a retry needs. */
export interface EndedRun {
  readonly runId: string
  readonly season: string
  readonly seasonType: string
  readonly datasets: readonly string[]
  readonly recheckDays: number | null
  readonly narrow: Narrow | null
}

/**
 * The sync that asks again for what a run lacks, and for what is wrong, in conflict or held in it: its incomplete datasets
 * and those that are made from them. Undefined if the run is whole.
 */
export async function retryRequest(
  pool: pg.Pool,
  source: SourceName,
  { runId, season, seasonType, datasets, recheckDays, narrow }: EndedRun,
): Promise<SyncRequest | undefined> {
  const wanted = new Set(await unfinishedSteps(pool, runId))
  if (wanted.size === 0) return undefined
  const inRun = datasets.map(canonicalName)
  // In the catalogue's order a dataset comes after those that it needs.
  for (const { name, needs } of CATALOGUE[source]) {
    if (inRun.includes(name) && needs.some((need) => wanted.has(need))) wanted.add(name)
  }
  return {
    source,
    season,
    seasonType,
    only: [...wanted],
    retryOf: runId,
    recheck: recheckDays ?? 'all',
    ...(narrow !== null && { narrow }),
  }
}
