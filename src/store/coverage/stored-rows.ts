import type pg from 'pg'
import type { Dataset, TableSpec } from '../../datasets/dataset.js'
import type { TableName } from '../../datasets/kit/fields.js'
import { gameIdRange, type SeasonScope } from '../../season/season.js'
import { dataTable, literal } from '../database/database.js'
import type { GamesPlayed } from './games-played.js'

/** The rows of a table in a season and type. */
export interface TableRows {
  readonly table: string
  readonly season: string
  /** Null: the rows tell only the season. */
  readonly seasonType: string | null
  readonly rows: number
}

/** The played games of a season and type of which a dataset has rows, and those long played of which it has none. */
export interface GamesOfDataset {
  readonly have: number
  readonly lacking: number
}

/** How the rows of a table tell their season, which decides how they are counted; undefined: not at all. */
export function tableSeasonBy({ columns }: TableSpec): 'season and type' | 'season' | 'game' | undefined {
  if (columns.includes('season')) return columns.includes('season_type') ? 'season and type' : 'season'
  return columns.includes('game_id') ? 'game' : undefined
}

/** The tables among these that have any row. */
export async function filledTables(
  pool: pg.Pool,
  tables: readonly TableSpec[],
): Promise<ReadonlySet<string>> {
  if (tables.length === 0) return new Set()
  const { rows } = await pool.query<{ name: string }>(
    tables
      .map(({ name }) => `select ${literal(name)} as name where exists (select from ${dataTable(name)})`)
      .join(' union all '),
  )
  return new Set(rows.map(({ name }) => name))
}

/** Whether the primary key finds the rows of a game. */
const isByGame = ({ key }: TableSpec): boolean => key[0] === 'game_id'

/** Counts the rows of a table by season and type. They are counted, not remembered: others may have deleted some. */
export async function rowsBySeason(
  pool: pg.Pool,
  table: TableSpec,
  scopes: readonly SeasonScope[],
): Promise<readonly TableRows[]> {
  const from = `from ${dataTable(table.name)}`
  const by = tableSeasonBy(table)
  if (by === undefined) return []
  if (by === 'game') return await rowsByGame(pool, table, scopes)
  const type = by === 'season' ? 'null' : 'season_type'
  const { rows } = await pool.query<Omit<TableRows, 'table'>>(
    `select season, ${type} as "seasonType", count(*)::int as rows ${from}
     where season = any($1) group by 1, 2`,
    [[...new Set(scopes.map(({ season }) => season))]],
  )
  return rows.map((row) => ({ table: table.name, ...row }))
}

/** The same of a table whose rows tell their game: its id tells season and type. */
async function rowsByGame(
  pool: pg.Pool,
  { name, ...table }: TableSpec,
  scopes: readonly SeasonScope[],
): Promise<readonly TableRows[]> {
  const ranges = scopes.map((scope) => gameIdRange(scope))
  const rowsOf = isByGame({ name, ...table })
    ? `cross join lateral (select count(*)::int as rows from ${dataTable(name)} where game_id between first and last) t`
    : `join (select left(game_id, 5) as prefix, count(*)::int as rows from ${dataTable(name)} group by 1) t on prefix = left(first, 5)`
  const { rows } = await pool.query<{ at: number; rows: number }>(
    `select (at - 1)::int as at, rows
     from unnest($1::text[], $2::text[]) with ordinality as r(first, last, at) ${rowsOf} where rows > 0`,
    [ranges.map(({ first }) => first), ranges.map(({ last }) => last)],
  )
  return rows.flatMap(({ at, rows: n }) => {
    const scope = scopes[at]
    return scope === undefined ? [] : [{ table: name, ...scope, rows: n }]
  })
}

/** The number of rows of a table that belong to no season; undefined where they tell one. */
export async function rowsOfAllSeasons(pool: pg.Pool, table: TableSpec): Promise<number | undefined> {
  if (tableSeasonBy(table) !== undefined) return undefined
  const { rows } = await pool.query<{ n: number }>(`select count(*)::int as n from ${dataTable(table.name)}`)
  return rows[0]?.n
}

/** The table with a row of each game that was derived, of one that does not fit too. */
const DERIVED_GAMES: TableName = 'stint_games'

/** The tables in which a dataset has rows of each game that was played; none where it is not about games, or a game may have none. */
export function tablesOfGames({
  tables,
  verify,
  emptyIsAnAnswer,
}: Pick<Dataset, 'tables' | 'verify' | 'emptyIsAnAnswer'>): readonly TableSpec[] {
  const required = verify.flatMap((check): readonly string[] => {
    if (check.kind === 'derived-games') return [DERIVED_GAMES]
    return check.kind === 'every-played-game' ? check.rows.map(({ table }) => table) : []
  })
  if (required.length > 0) return tables.filter(({ name }) => required.includes(name))
  if (emptyIsAnAnswer === true) return []
  return tables.filter(({ key }) => key.includes('game_id')).slice(0, 1)
}

/** By season and type, the played games of which all these tables have rows; of no table it says that no game has. */
export async function gamesOf(
  pool: pg.Pool,
  tables: readonly TableSpec[],
  played: GamesPlayed,
): Promise<ReadonlyMap<string, GamesOfDataset>> {
  const has = tables.map((table) => {
    const from = `from ${dataTable(table.name)} t`
    // A look at the index for each game takes a tenth of the time of reading all of its rows.
    return isByGame(table)
      ? `(select true ${from} where t.game_id = p.game_id limit 1) is not null`
      : `p.game_id in (select game_id ${from})`
  })
  const { rows } = await pool.query<GamesOfDataset & { readonly scope: string }>(
    `select scope, count(*) filter (where has)::int as have, count(*) filter (where settled and not has)::int as lacking
     from (select scope, settled, ${has.join(' and ') || 'false'} as has
           from unnest($1::text[], $2::text[], $3::boolean[]) as p(game_id, scope, settled)) g group by 1`,
    [played.ids, played.scopes, played.settled],
  )
  return new Map(rows.map(({ scope, ...games }) => [scope, games]))
}
