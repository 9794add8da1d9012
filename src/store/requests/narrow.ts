import type pg from 'pg'
import type { Narrow } from '../../contracts/season-run.js'
import type { SeasonScope } from '../../season/season.js'

/** The games of a season that a narrowed run is about, by `games` and the team game logs; and the team's id. */
export async function narrowedGames(
  pool: pg.Pool,
  { season, seasonType }: SeasonScope,
  { since, until, games, team }: Narrow,
): Promise<{ readonly games: ReadonlySet<string>; readonly teamId: string | undefined }> {
  const teamId = team === undefined ? undefined : await teamIdOf(pool, season, team)
  if (team !== undefined && teamId === undefined) return { games: new Set(), teamId }
  const { rows } = await pool.query<{ game_id: string }>(
    `select game_id from (
       select game_id, game_date, unnest(array[home_team_id, away_team_id]) as team_id from games where season = $1 and season_type = $2
       union all select game_id, game_date, team_id from team_game_logs where season = $1 and season_type = $2) g
     where ($3::date is null or game_date >= $3) and ($4::date is null or game_date <= $4)
       and ($5::text[] is null or game_id = any($5)) and ($6::bigint is null or team_id = $6)
     group by 1`,
    [season, seasonType, since ?? null, until ?? null, games ?? null, teamId ?? null],
  )
  return { games: new Set(rows.map(({ game_id }) => game_id)), teamId }
}

/** The id of a team of a season by its id or abbreviation; undefined where the season has none such. */
async function teamIdOf(pool: pg.Pool, season: string, team: string): Promise<string | undefined> {
  const { rows } = await pool.query<{ id: string }>(
    `select team_id::text as id from (
       select team_id, abbreviation from team_seasons where season = $1
       union select team_id, team_abbreviation from team_game_logs where season = $1) t
     where team_id::text = $2 or abbreviation = upper($2) limit 1`,
    [season, team],
  )
  return rows[0]?.id
}
