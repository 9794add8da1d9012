import type pg from 'pg'
import { printable } from '../../text/printable.js'

/** Games as people name them, by id: 'NOP @ BOS 2018-12-10'. A game whose teams no stored source has is not among them. */
export async function gameNames(
  pool: pg.Pool,
  gameIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>(
    `with named as (
       select game_id, coalesce(max(matchup) filter (where matchup like '%@%'), max(matchup)) as matchup, min(game_date) as game_date
       from nba.team_game_logs where game_id = any($1) group by 1
     )
     select game_id as id, matchup || ' ' || game_date as name from named
     union all
     select g.game_id, away.abbreviation || ' @ ' || home.abbreviation || ' ' || g.game_date
     from nba.games g join nba.team_seasons home on home.season = g.season and home.team_id = g.home_team_id
                  join nba.team_seasons away on away.season = g.season and away.team_id = g.away_team_id
     where g.game_id = any($1) and g.game_id not in (select game_id from named)`,
    [gameIds],
  )
  return new Map(rows.map(({ id, name }) => [id, printable(name)]))
}
