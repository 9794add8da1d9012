import type pg from 'pg'
import type { Dataset } from '../../datasets/dataset.js'
import type { SeasonScope } from '../../season/season.js'
import { relations } from '../export/relation.js'
import { scopeKey, type GamesPlayed } from './games-played.js'
import {
  filledTables,
  gamesOf,
  rowsBySeason,
  rowsOfAllSeasons,
  tableSeasonBy,
  tablesOfGames,
  type GamesOfDataset,
  type TableRows,
} from './stored-rows.js'

/** What is stored of a dataset in a season and type. */
export interface StoredOfDataset {
  /** Rows of the tables that tell a season; null: none does. */
  readonly rows: number | null
  readonly tables: readonly { readonly table: string; readonly rows: number }[]
  /** Undefined: the dataset is not about games. */
  readonly games: GamesOfDataset | undefined
}

/** What is stored of some datasets. */
export interface Stored {
  readonly of: (dataset: Dataset, scope: SeasonScope) => StoredOfDataset
  /** The seasons and types with rows. */
  readonly scopes: readonly { readonly season: string; readonly seasonType: string }[]
  readonly ofAllSeasons: readonly {
    readonly dataset: string
    readonly table: string
    readonly rows: number
  }[]
}

/** Counts the rows of datasets in every season, and the played games that they have. */
export async function countStored(
  pool: pg.Pool,
  datasets: readonly Dataset[],
  scopes: readonly SeasonScope[],
  played: GamesPlayed,
): Promise<Stored> {
  const client = await pool.connect()
  const there = await relations(client).finally(() => client.release()) // one's own may not be made yet
  const filled = await filledTables(
    pool,
    datasets.flatMap(({ tables }) => tables.filter(({ name }) => there.has(name))),
  )
  const without = await gamesOf(pool, [], played)
  const counted = await Promise.all(
    datasets.map(async (dataset) => {
      const tables = dataset.tables.filter(({ name }) => filled.has(name))
      const ofGames = tablesOfGames(dataset)
      const [rows, all, games] = await Promise.all([
        Promise.all(tables.map((table) => rowsBySeason(pool, table, scopes))),
        Promise.all(
          tables.map(async (table) => ({ table: table.name, rows: await rowsOfAllSeasons(pool, table) })),
        ),
        ofGames.every(({ name }) => filled.has(name)) ? gamesOf(pool, ofGames, played) : without,
      ])
      return { dataset, rows: rows.flat(), all, games: ofGames.length === 0 ? undefined : games }
    }),
  )
  const bySeason = new Map(counted.map((one) => [one.dataset.name, { ...one, rows: byScope(one.rows) }]))
  return {
    of: ({ name, tables: ofSeasons }, scope) => {
      const known = bySeason.get(name)
      const tables = [
        ...(known?.rows.get(scopeKey(scope)) ?? []),
        ...(known?.rows.get(scopeKey({ ...scope, seasonType: '' })) ?? []),
      ]
      const tellsSeasons = ofSeasons.some((table) => tableSeasonBy(table) !== undefined)
      return {
        rows: tellsSeasons ? tables.reduce((sum, { rows }) => sum + rows, 0) : null,
        tables: tables.map(({ table, rows }) => ({ table, rows })),
        games: known?.games && (known.games.get(scopeKey(scope)) ?? { have: 0, lacking: 0 }),
      }
    },
    scopes: counted.flatMap(({ rows }) =>
      rows.flatMap(({ season, seasonType }) => (seasonType === null ? [] : [{ season, seasonType }])),
    ),
    ofAllSeasons: counted.flatMap(({ dataset, all }) =>
      all.flatMap(({ table, rows }) => (rows === undefined ? [] : [{ dataset: dataset.name, table, rows }])),
    ),
  }
}

/** Rows by `scopeKey`; those that tell only the season by one without a type. */
function byScope(rows: readonly TableRows[]): ReadonlyMap<string, readonly TableRows[]> {
  const found = new Map<string, TableRows[]>()
  for (const row of rows) {
    const key = scopeKey({ ...row, seasonType: row.seasonType ?? '' })
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return found
}
