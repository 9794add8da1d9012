import type { Finding } from '../runs/findings.js'
import { exists, OF_SEASON, type CheckContext } from './check.js'

/** A game with a result, in SQL. */
export const FINAL = 'status = 3 and home_score is not null and away_score is not null'

/** Whether the stored games can serve as a reference: some of them have a result. */
export const hasResults = (context: CheckContext): Promise<boolean> =>
  exists(context, `select from nba.games where ${OF_SEASON} and ${FINAL}`)

/** The finding that records why the stored games are no reference for the game logs; none where they are, or nothing was played. */
export async function noteOnGames(context: CheckContext): Promise<Finding[]> {
  if (await hasResults(context)) return []
  if (!(await exists(context, `select from nba.games where ${OF_SEASON}`))) return []
  if (
    !(await exists(
      context,
      `select from nba.team_game_logs where ${OF_SEASON} union all select from nba.player_game_logs where ${OF_SEASON}`,
    ))
  )
    return []
  const detail = "the league's schedule is stale: it knows no result at all"
  return [{ dataset: context.dataset, kind: 'note', subject: 'games', detail }]
}
