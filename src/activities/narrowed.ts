import type pg from 'pg'
import type { PlanRef } from '../contracts/dataset-run.js'
import type { Dataset, DatasetRequest } from '../datasets/dataset.js'
import { narrowedGames, playersOfGames, unknownTeam } from '../store/requests/narrow.js'
import { permanent } from './failures.js'

/**
 * The requests of a plan that are about the part of the season to which the run is narrowed: its games, the team, the players
 * of these games. A request about the whole season stays: it is one, and what it brings is not less right.
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
  if (dataset.subject === 'player') {
    const players = await playersOfGames(pool, { season, seasonType }, games, teamId)
    return requests.filter(({ about = '' }) => players.has(about))
  }
  return requests
}
