import { literal } from '../database/database.js'
import { ofSeasonGames, type CheckContext } from './check.js'

/** Numbers listed at most: more gaps than these tell nothing. */
const MOST_GAPS = 5

/**
 * Names the game numbers between the first and the last that no stored source has, as a literal for a sentence: the
 * league numbers the games of a regular season without gaps. '' where there are none, or many.
 */
export async function gapsAmongGames(context: CheckContext): Promise<string> {
  const { pool, scope } = context
  const { rows } = await pool.query<{ id: string }>(
    `with ids as (select game_id from nba.games where ${ofSeasonGames(context, 'game_id')}
                  union select game_id from nba.team_game_logs where ${ofSeasonGames(context, 'game_id')}),
          bounds as (select min(game_id) as first, max(game_id) as last from ids where substr(game_id, 6) < '02000')
     select left(first, 5) || lpad(n::text, 5, '0') as id
     from bounds cross join generate_series(1, substr(last, 6)::int) n
     where left(first, 5) || lpad(n::text, 5, '0') not in (select game_id from ids) order by 1 limit ${MOST_GAPS + 1}`,
    [scope.season, scope.seasonType],
  )
  if (rows.length === 0 || rows.length > MOST_GAPS) return literal('')
  return literal(` (no source has ${rows.map(({ id }) => id).join(', ')})`)
}
