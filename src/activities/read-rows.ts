import type { Dataset, DatasetRequest, TableSpec } from '../datasets/dataset.js'
import type { SeasonScope } from '../season/season.js'
import type { AnswerLines, AnswerRows } from '../store/merge/answer-rows.js'
import type { BatchRequest } from '../store/merge/batches.js'
import { keyTellsScope } from '../store/merge/stored-scopes.js'
import { TableLines } from './table-lines.js'

/** The scope values of each table that the answer to a request completes. */
export const scopesOf = (
  dataset: Dataset,
  request: DatasetRequest,
  ref: SeasonScope,
): BatchRequest['scopes'] =>
  Object.fromEntries(
    dataset.tables.flatMap((table) =>
      table.completes ? [[table.name, table.completes.values(request, ref)]] : [],
    ),
  )

/**
 * Whether an answer of the dataset is read by itself: no row of it can have the key of a row of another scope. So a fetch
 * reads it at once, and its JSON, the largest thing in a worker, is gone before the answer is archived.
 */
export const isReadByItself = ({ tables }: Pick<Dataset, 'tables'>): boolean => tables.every(keyTellsScope)

/** The lines of each table of a dataset, empty. `apart`: see `TableLines`. */
export const noLines = (
  { tables }: Pick<Dataset, 'tables'>,
  apart: (table: TableSpec) => boolean,
): ReadonlyMap<string, TableLines> =>
  new Map(tables.map((table) => [table.name, new TableLines(table, apart(table))]))

/** Reads an answer into rows, one for each key among those that `lines` have already. */
export function readRows(
  dataset: Dataset,
  json: unknown,
  request: DatasetRequest,
  ref: SeasonScope,
  lines: ReadonlyMap<string, TableLines>,
): AnswerRows {
  const scopes = scopesOf(dataset, request, ref)
  const refused: AnswerRows['refused'][number][] = []
  let position = -1
  for (const out of dataset.transform(json, request, ref)) {
    position++
    if (!('row' in out)) {
      refused.push(out)
      continue
    }
    const { table, row, rowNumber = position } = out
    const own = lines.get(table)
    if (own === undefined) throw new Error(`dataset ${dataset.name} has no table ${table}`)
    const reason = own.add(row, scopes[table] ?? [])
    if (reason !== undefined && reason !== '') refused.push({ table, rowNumber, reason, source: row })
  }
  const tables = new Map<string, AnswerLines>()
  for (const [table, own] of lines) {
    const ofAnswer = own.endAnswer()
    if (ofAnswer.rows > 0) tables.set(table, ofAnswer)
  }
  return { tables, refused }
}

/** Reads an answer of such a dataset (`isReadByItself`) by itself. */
export const readAlone = (
  dataset: Dataset,
  json: unknown,
  request: DatasetRequest,
  ref: SeasonScope,
): AnswerRows =>
  readRows(
    dataset,
    json,
    request,
    ref,
    noLines(dataset, () => true),
  )
