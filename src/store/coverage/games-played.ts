import type pg from 'pg'
import type { SourceName } from '../../contracts/source-names.js'
import { openAcceptances } from '../acceptances/acceptances.js'
import { playedGames } from '../requests/stored-season.js'

/** The games that have been played, with the season and type of each, as Postgres takes them: a list for each column. */
export interface GamesPlayed {
  readonly ids: readonly string[]
  /** `scopeKey` of each. */
  readonly scopes: readonly string[]
  /** Whether each was played before a date: later ones may still lack what other sources bring. */
  readonly settled: readonly boolean[]
}

/** Season and type as one text, for maps and for Postgres: '2018-19 Regular Season'. */
export const scopeKey = ({ season, seasonType }: { readonly season: string; readonly seasonType: string }) =>
  `${season} ${seasonType}`

/** The played games of all seasons, or of some. `before`: the first Eastern date whose games are not settled. */
export async function gamesPlayed(
  pool: pg.Pool,
  source: SourceName,
  { seasons, before }: { readonly seasons?: readonly string[] | undefined; readonly before: string },
): Promise<GamesPlayed> {
  const { rows } = await pool.query<{
    id: string
    season: string
    seasonType: string
    settled: boolean
  }>(
    `select game_id as id, min(season) as season, min(season_type) as "seasonType", min(game_date) < $2::date as settled
     from (${playedGames('game_id, season, season_type, game_date', '($1::text[] is null or season = any($1))')}) g group by 1`,
    [seasons ?? null, before],
  )
  const never = new Set(
    (await openAcceptances(pool, { source })).flatMap(({ neverAsk, subject }) => (neverAsk ? [subject] : [])),
  )
  const games = rows.filter(({ id }) => !never.has(id))
  return {
    ids: games.map(({ id }) => id),
    scopes: games.map((game) => scopeKey(game)),
    settled: games.map(({ settled }) => settled),
  }
}
