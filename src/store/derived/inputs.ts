import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { DerivedFrom, Row, StoredRows } from '../../datasets/dataset.js'
import { dataTable, identifier } from '../database/database.js'

/** What a dataset that asks nothing finds of a game. */
export interface Inputs {
  /** The latest answer among those that brought the rows. */
  readonly responseId: number
  /** The same for the same rows, wherever they came from. */
  readonly contentHash: string
}

/** The inputs of each game that has rows in all the tables that it may not lack, by game. */
export async function inputsOf(
  pool: pg.Pool,
  { answers, reads, mayLack }: DerivedFrom,
  games: readonly string[],
): Promise<ReadonlyMap<string, Inputs>> {
  const tables = Object.keys(reads).toSorted()
  const states = await Promise.all(tables.map((table) => statesOf(pool, table, reads[table] ?? [], games)))
  return new Map(
    games.flatMap((game) => {
      const ofGame = states.map((of) => of.get(game))
      const answer = ofGame[tables.indexOf(answers)]?.responseId
      const lacks = tables.some((table, i) => ofGame[i] === undefined && !mayLack.includes(table))
      if (answer === undefined || lacks) return []
      const content = tables.map((table, i) => [table, reads[table], ofGame[i]?.rows, ofGame[i]?.checksum])
      const contentHash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
      return [[game, { responseId: answer, contentHash }]]
    }),
  )
}

interface State {
  readonly rows: number
  /** Sum of the rows' hashes over the columns that are read. */
  readonly checksum: string
  readonly responseId: number
}

async function statesOf(
  pool: pg.Pool,
  table: string,
  columns: readonly string[],
  games: readonly string[],
): Promise<ReadonlyMap<string, State>> {
  const { rows } = await pool.query<State & { game: string }>(
    `select game_id as game, count(*)::int as rows, max(response_id) as "responseId",
            sum(hash_record_extended(row(${columns.map((column) => `t.${identifier(column)}`).join(', ')}), 0))::text as checksum
     from ${dataTable(table)} t where game_id = any($1) group by 1`,
    [games],
  )
  return new Map(rows.map(({ game, ...state }) => [game, state]))
}

/** The rows of these games, by game and table, in the order of each table's first column. */
export async function rowsOf(
  pool: pg.Pool,
  { reads }: DerivedFrom,
  games: readonly string[],
): Promise<ReadonlyMap<string, StoredRows>> {
  const found = new Map(games.map((game): [string, Record<string, Row[]>] => [game, {}]))
  for (const [table, columns] of Object.entries(reads)) {
    const { rows } = await pool.query<Row & { game_id: string }>(
      `select game_id, ${columns.map(identifier).join(', ')} from ${dataTable(table)}
       where game_id = any($1) order by game_id, ${identifier(columns[0] ?? 'game_id')}`,
      [games],
    )
    for (const stored of found.values()) stored[table] = []
    for (const row of rows) found.get(row.game_id)?.[table]?.push(row)
  }
  return found
}
