import type pg from 'pg'
import type { StoredSeason } from '../../datasets/dataset.js'
import type { SeasonScope, SeasonType } from '../../season/season.js'
import type { AcceptanceScope } from '../acceptances/acceptance.js'
import { neverPlayedGames } from '../acceptances/acceptances.js'

/**
 * The games that have been played, by `games` or a game log, in SQL: some of the columns that both have, where a condition
 * holds. A cancelled game stays in the log, as lines without result and points (0021201214).
 */
export const playedGames = (columns: string, where = 'true'): string =>
  `select ${columns} from nba.games where ${where} and status = 3
   union select ${columns} from nba.team_game_logs where ${where} and (result is not null or points > 0)`

/** A game that is under way, in SQL. */
export const UNDER_WAY = 'status = 2'

/** The stored games, teams and players of a season, from which datasets plan their requests. */
export function storedSeason(pool: pg.Pool, scope: AcceptanceScope): StoredSeason {
  const { season, seasonType } = scope
  return {
    playedGames: async (also) => {
      const { rows } = await pool.query<{ game_id: string }>(
        `${playedGames('game_id', 'season = $1 and season_type = $2')}
         union select game_id from nba.games where $3 and season = $1 and season_type = $2 and ${UNDER_WAY} order by 1`,
        [season, seasonType, also?.underWay === true],
      )
      const neverPlayed = await neverPlayedGames(pool, scope)
      return rows.map((row) => row.game_id).filter((game) => !neverPlayed.has(game))
    },
    teams: async () => {
      const { rows } = await pool.query<{ id: string }>(
        `select team_id::text as id from (
           select team_id from nba.team_game_logs where season = $1 and season_type = $2
           union select home_team_id from nba.games where season = $1 and season_type = $2
           union select away_team_id from nba.games where season = $1 and season_type = $2) t
         where team_id is not null order by team_id`,
        [season, seasonType],
      )
      return rows.map(({ id }) => id)
    },
    players: async () => {
      const { rows } = await pool.query<{ id: string }>(
        `select distinct player_id::text as id, player_id from nba.player_game_logs
         where season = $1 and season_type = $2 order by player_id`,
        [season, seasonType],
      )
      return rows.map(({ id }) => id)
    },
  }
}

/** Distinct players with a line in the season and type; with a row in the season where the source has no game log of it at all. */
export async function countPlayers(pool: pg.Pool, { season, seasonType }: SeasonScope): Promise<number> {
  const { rows } = await pool.query<{ players: number }>(
    `select case when exists (select from nba.player_game_logs where season = $1)
                 then (select count(distinct player_id)::int from nba.player_game_logs where season = $1 and season_type = $2)
                 else (select count(distinct player_id)::int from nba.player_seasons where season = $1) end as players`,
    [season, seasonType],
  )
  return rows[0]?.players ?? 0
}

/** The season types of the stored games of some Eastern dates (YYYY-MM-DD, inclusive), in the order of their first game. */
export async function typesOfDates(pool: pg.Pool, from: string, to: string): Promise<readonly SeasonType[]> {
  const { rows } = await pool.query<{ type: SeasonType }>(
    `select season_type as type from nba.games where game_date between $1 and $2 group by 1 order by min(game_date), 1`,
    [from, to],
  )
  return rows.map(({ type }) => type)
}

/** The number of played games by season and type, '2018-19 Regular Season'. */
export type StoredGames = ReadonlyMap<string, number>

/** The played games that the database has, of all seasons. */
export async function storedGames(pool: pg.Pool): Promise<StoredGames> {
  const { rows } = await pool.query<{ name: string; games: number }>(
    `select season || ' ' || season_type as name, count(*)::int as games from (
       select season, season_type, game_id from nba.games where status = 3
       union select season, season_type, game_id from nba.team_game_logs where result is not null or points > 0) played
     group by 1`,
  )
  return new Map(rows.map(({ name, games }) => [name, games]))
}
