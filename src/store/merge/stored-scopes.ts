import type pg from 'pg'
import type { TableSpec } from '../../datasets/dataset.js'
import { dataTable, identifier } from '../database/database.js'
import type { BatchRequest } from './batches.js'

/** Whether a row's key tells its scope: then a row that is stored is in the scope of the answer that has it. */
export const keyTellsScope = ({ completes, key }: TableSpec): boolean =>
  completes !== undefined &&
  completes.columns.length > 0 &&
  completes.columns.every((column) => key.includes(column))

/** What a table has of the answers of a batch. */
export interface StoredOfBatch {
  /** The answers of whose scope rows are stored; without a scope all of them. */
  readonly answers: ReadonlySet<number>
  /** None of their rows can be stored: nothing is to be compared, held, updated or removed. */
  readonly none: boolean
}

/**
 * Checks which answers' scopes have rows. The scopes are locked, so that this holds until the end of the merge, unless
 * another program inserts some. `compareAll`: do not rely on it.
 */
export async function storedOfBatch(
  client: pg.PoolClient,
  table: TableSpec,
  requests: readonly BatchRequest[],
  compareAll = false,
): Promise<StoredOfBatch> {
  const scope = table.completes
  if (!scope) return { answers: new Set(requests.map(({ responseId }) => responseId)), none: false }
  const values = scope.columns.map((_, i) => requests.map(({ scopes }) => scopes[table.name]?.[i] ?? null))
  const { rows } = await client.query<{ response_id: number }>(
    `select s.response_id from unnest($1::bigint[], ${values.map((_, i) => `$${i + 2}::text[]`).join(', ')})
       as s(response_id, ${values.map((_, i) => `v${i}`).join(', ')})
     where exists (select from ${dataTable(table.name)} t where ${scope.columns
       .map((column, i) => `t.${identifier(column)} = s.v${i}::${table.types[column]?.types[0] ?? 'text'}`)
       .join(' and ')})`,
    [requests.map(({ responseId }) => responseId), ...values],
  )
  const answers = new Set(rows.map(({ response_id }) => response_id))
  return { answers, none: !compareAll && answers.size === 0 && keyTellsScope(table) }
}
