import type { Finding } from '../runs/findings.js'
import { UNDER_WAY } from '../requests/stored-season.js'
import type { CheckContext } from './check.js'
import { unsettledFrom } from './unsettled.js'

/**
 * Findings without those about games that are under way, which no figure of a final game is held against. A game that has
 * been under way since before yesterday is an error of the source, about which all counts.
 */
export async function withoutGamesUnderWay(
  findings: readonly Finding[],
  context: CheckContext,
): Promise<readonly Finding[]> {
  if (findings.length === 0) return findings
  const { rows } = await context.pool.query<{ game_id: string }>(
    `select game_id from nba.games where game_id = any($1) and ${UNDER_WAY} and game_date >= ${unsettledFrom(context)}`,
    [findings.map(({ subject }) => subject)],
  )
  const underWay = new Set(rows.map(({ game_id: game }) => game))
  return findings.filter(({ subject }) => !underWay.has(subject))
}
