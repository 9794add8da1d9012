import { createHash } from 'node:crypto'
import type pg from 'pg'
import { CATALOGUE } from '../../src/datasets/catalogue.js'

/** All tables of data of the source nba. */
export const DATA_TABLES: readonly string[] = CATALOGUE.nba.flatMap(({ tables }) =>
  tables.map(({ name }) => name),
)

/** A database that a test queries. */
export interface Queryable {
  query<T extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<T[]>
}

const sha256 = (lines: readonly string[]): string =>
  createHash('sha256').update(lines.toSorted().join('\n')).digest('hex')

/** Digest of lines GAME_ID,GAME_DATE,home TEAM_ID,home PTS,away TEAM_ID,away PTS, one for each game. */
export async function gamesDigest(
  home: Queryable,
  season: string,
  seasonType = 'Regular Season',
): Promise<string> {
  const rows = await home.query<{ line: string }>(
    `select concat_ws(',', game_id, game_date::text, home_team_id, home_score, away_team_id, away_score) as line
     from games where season = $1 and season_type = $2`,
    [season, seasonType],
  )
  return sha256(rows.map((row) => row.line))
}

/** Digest of lines GAME_ID,PLAYER_ID,TEAM_ID,MIN,PTS,REB,AST,STL,BLK,TOV,PF,PLUS_MINUS, one for each player and game. */
export async function playersDigest(home: Queryable, season: string): Promise<string> {
  const rows = await home.query<{ line: string }>(
    `select concat_ws(',', game_id, player_id, team_id, minutes, points, rebounds, assists, steals, blocks, turnovers, personal_fouls, plus_minus) as line
     from player_game_logs where season = $1 and season_type = 'Regular Season'`,
    [season],
  )
  return sha256(rows.map((row) => row.line))
}

/** Digest of each table's `ctid` and `xmin`: equal as long as no row is written. */
export async function versions(home: Queryable): Promise<Record<string, string>> {
  const of = DATA_TABLES.map(
    (table) =>
      `(select md5(string_agg(ctid::text || ' ' || xmin::text, ',' order by ctid)) from ${table}) as ${table}`,
  )
  const [row] = await home.query<Record<string, string>>(`select ${of.join(', ')}`)
  return row ?? {}
}

/** Row count and digest of each table's values, without the columns of provenance. */
export async function contents(home: Queryable): Promise<Record<string, string>> {
  const of = DATA_TABLES.map(
    (table) =>
      `(select count(*) || ' ' || md5(string_agg(line, ',' order by line)) from
         (select (to_jsonb(t) - 'run_id' - 'response_id' - 'synced_at' - 'first_synced_at')::text as line from ${table} t) l) as ${table}`,
  )
  const [row] = await home.query<Record<string, string>>(`select ${of.join(', ')}`)
  return row ?? {}
}
