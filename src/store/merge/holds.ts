import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { identifier, literal } from '../database/database.js'
import type { BatchKey } from './batches.js'
import type { MergeCounts } from './merge-counts.js'

/** The merge of a batch into one table. */
export interface TableMerge {
  readonly client: pg.PoolClient
  readonly key: BatchKey
  readonly table: TableSpec
  readonly count: MergeCounts
  /** Collects the responses of which something is held. */
  readonly heldOf: Set<number>
}

/** Parameters of a query of `recordHolds` begin after those of the batch. */
export const FIRST_PARAMETER = 4

/**
 * Records what a merge holds, in its transaction, and counts it. `select` gives (subject, column_name, rows, detail,
 * responses), the last an array of the answers' ids; `first` are common table expressions that it uses.
 */
export async function recordHolds(
  { client, key, table, count, heldOf }: TableMerge,
  { first = [], select }: { readonly first?: readonly string[]; readonly select: string },
  values: readonly unknown[] = [],
): Promise<void> {
  const recorded = `held as materialized (${select}), recorded as (
    insert into sync.merge_holds (run_id, dataset, batch, table_name, subject, column_name, rows, detail)
    select $1, $2, $3, ${literal(table.name)}, h.subject, h.column_name, h.rows, h.detail from held h returning rows
  )`
  const { rows } = await client.query<{ n: number; responses: number[] }>(
    `with ${[...first, recorded].join(', ')}
     select coalesce(sum(rows), 0)::int as n, (select coalesce(jsonb_agg(r), '[]') from held, unnest(held.responses) r) as responses
     from recorded`,
    [key.runId, key.dataset, key.batch, ...values],
  )
  count.held += rows[0]?.n ?? 0
  for (const responseId of rows[0]?.responses ?? []) heldOf.add(responseId)
}

/** Columns of a scope that tell a season; each of the others tells one game, team or player. */
const OF_SEASON = ['season', 'season_type']

/** What a held row is named by, in SQL: its game, otherwise its guarded value, its player or its team. */
export function subjectOf(table: TableSpec, alias: string): string {
  const own = table.key.find((column) => !OF_SEASON.includes(column))
  const column = table.columns.includes('game_id') ? 'game_id' : (table.completes?.guard ?? own)
  return `${alias}.${identifier(column ?? table.key[0] ?? '')}::text`
}

/** What an answer as a whole is about, in SQL: a game, team or player; undefined: a season. */
export function subjectOfAnswer(table: TableSpec, alias: string): string | undefined {
  const column = table.completes?.columns.find((name) => !OF_SEASON.includes(name))
  return column === undefined ? undefined : `${alias}.${identifier(column)}::text`
}

/** The condition that two rows have the same key, in SQL. */
export const sameKey = (table: TableSpec, a: string, b: string): string => sameColumns(table.key, a, b)

export const sameColumns = (columns: readonly string[], a: string, b: string): string =>
  columns.map((column) => `${a}.${identifier(column)} = ${b}.${identifier(column)}`).join(' and ')

/** Columns of an alias, separated by commas, in SQL. */
export const columnList = (columns: readonly string[], of: string): string =>
  columns.map((column) => `${of}.${identifier(column)}`).join(', ')

/** The columns of a table that are not part of its key. */
export const valueColumns = ({ columns, key }: TableSpec): readonly string[] =>
  columns.filter((column) => !key.includes(column))
