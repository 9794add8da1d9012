import type pg from 'pg'
import type { PlanRef } from '../contracts/dataset-run.js'
import type { Dataset, DatasetRequest } from '../datasets/dataset.js'
import { narrowedGames, unknownTeam } from '../store/requests/narrow.js'
import { permanent } from './failures.js'

/**
 * The requests of a plan that are about the part of the season to which the run is narrowed. A request about the whole
 * season, or about a player, stays: it is one, and what it brings is not less right.
 */
export async function narrowed(
  pool: pg.Pool,
  dataset: Dataset,
  { season, seasonType, narrow }: PlanRef,
  requests: readonly DatasetRequest[],
): Promise<readonly DatasetRequest[]> {
  if (narrow === undefined) return requests
  const { since = '', until = '9999' } = narrow
  if (dataset.subject === 'date') return requests.filter(({ about = '' }) => about >= since && about <= until)
  const { games, teamId } = await narrowedGames(pool, { season, seasonType }, narrow)
  if (narrow.team !== undefined && teamId === undefined && dataset.subject !== 'season')
    throw permanent(
      'Invalid',
      (await unknownTeam(pool, season, narrow.team)) ?? `no team of ${season} is stored`,
    )
  if (dataset.subject === 'game') return requests.filter(({ about = '' }) => games.has(about))
  if (dataset.subject === 'team' && teamId !== undefined)
    return requests.filter(({ about }) => about === teamId)
  return requests
}
