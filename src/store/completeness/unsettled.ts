import type pg from 'pg'
import { literal } from '../database/database.js'
import type { Finding } from '../runs/findings.js'
import { OF_SEASON, type CheckContext } from './check.js'

/** The Eastern date from which games are not settled yet, in SQL: yesterday's. */
export const unsettledFrom = ({ today }: CheckContext): string => `${literal(today)}::date - 1`

/**
 * Number of a team's games of today and yesterday, in SQL, as (team_id, n): standings and logs may be ahead of each
 * other by these.
 */
export const recentGames = (context: CheckContext): string => `
  select team_id, count(distinct game_id)::int as n from (
    select game_id, unnest(array[home_team_id, away_team_id]) as team_id from nba.games
    where ${OF_SEASON} and game_date between ${unsettledFrom(context)} and ${literal(context.today)}::date
    union all select game_id, team_id from nba.team_game_logs where ${OF_SEASON} and game_date >= ${unsettledFrom(context)}) g group by 1`

/** Whether the answers that brought two tables of the season may have a game day between them, in SQL. */
export function areApart(one: string, other: string): string {
  const answered = (dataset: string): string =>
    `(select max(fetched_at) from sync.request_marks where ${OF_SEASON} and dataset = ${literal(dataset)})`
  return `${answered(one)} - ${answered(other)} not between -${SAME_DAY} and ${SAME_DAY}`
}
const SAME_DAY = "interval '1 day'"

/** Differences in games of today and yesterday only explain: the sources bring such games one after the other. */
export async function unsettledAsNotes(
  findings: readonly Finding[],
  context: CheckContext,
): Promise<readonly Finding[]> {
  const games = findings.filter(({ kind }) => kind !== 'note').map(({ subject }) => subject)
  if (games.length === 0) return findings
  const unsettled = await gamesSince(context.pool, games, unsettledFrom(context))
  return findings.map((finding) =>
    finding.kind !== 'note' && unsettled.has(finding.subject)
      ? { ...finding, kind: 'note', detail: `${finding.detail} (not settled yet)` }
      : finding,
  )
}

/** The games of a list that no stored source dates before a day. */
async function gamesSince(
  pool: pg.Pool,
  games: readonly string[],
  from: string,
): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ game_id: string }>(
    `select game_id from (
       select game_id, game_date from nba.games where game_id = any($1)
       union all select game_id, game_date from nba.team_game_logs where game_id = any($1)
       union all select game_id, game_date from nba.player_game_logs where game_id = any($1)) dated
     group by 1 having min(game_date) >= ${from}`,
    [games],
  )
  return new Set(rows.map(({ game_id }) => game_id))
}
