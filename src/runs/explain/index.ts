import type pg from 'pg'
import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { CATALOGUE } from '../../datasets/catalogue.js'
import type { Dataset, TableSpec } from '../../datasets/dataset.js'
import { UserError } from '../../errors.js'
import { MEANINGS } from '../../generated/catalogue/meanings.js'
import { conditionOf, type Condition } from '../../store/explain/key-parts.js'
import { StoredNames } from '../../store/explain/names.js'
import {
  confirmationOf,
  explainedResponses,
  type Confirmation,
  type ExplainedResponse,
} from '../../store/explain/responses.js'
import { rowHistory, valuesOf, type CellValue } from '../../store/explain/row-history.js'
import { removedRows, storedRows } from '../../store/explain/rows.js'
import { folded } from '../../text/folded.js'
import { nearNames } from '../../text/near.js'
import { printable } from '../../text/printable.js'
import { aboutRows, type AboutRow } from './about.js'
import { snippetOf, type Snippet } from './snippet.js'
import { verifiedBy, type VerifiedBy } from './verified.js'

/** A value that a cell has or had, with the answer that brought it. */
export interface ExplainedValue extends CellValue {
  /** Null: the archive does not have the answer any more. */
  readonly response: ExplainedResponse | null
}

/** One cell, from its value to each earlier one. */
export interface ExplainedCell {
  readonly column: string
  /** Meaning and unit, where the name does not say them. */
  readonly meaning: string | null
  /** Header or path of the answer; null: the request or other columns tell the value. */
  readonly from: string | null
  /** The value, in the body that brought it. */
  readonly snippet: Snippet | null
  /** The first value first; the last is the present one. */
  readonly values: readonly ExplainedValue[]
}

/** A row, or a cell of it. */
export interface Explanation {
  readonly table: string
  readonly dataset: string
  readonly row: AboutRow
  /** Null: no column was named. */
  readonly cell: ExplainedCell | null
  /** The answer that brought the row's latest change. */
  readonly response: ExplainedResponse | null
  /** The latest merged answer to the same request, which says the same. */
  readonly confirmed: Confirmation | null
  readonly verified: VerifiedBy | null
}

/** What a key means: one row, explained, or several, listed. */
export interface Explained {
  readonly table: string
  readonly column: string | null
  /** What each part of the key was taken for. */
  readonly meant: readonly string[]
  /** Null: the key means several rows. */
  readonly explanation: Explanation | null
  /** At most MOST_ROWS; where the key means one, that one. */
  readonly rows: readonly AboutRow[]
  readonly more: boolean
}

/** Rows that are listed where a key means several. */
const MOST_ROWS = 20

/**
 * Explains the row, or the cell, that parts of a key name: `['James Harden', '2019-01-23', 'assists']`. Throws a UserError
 * (exit 2) for an unknown table or name, with those near to it, and where no row is meant.
 */
export async function explain(
  pool: pg.Pool,
  source: SourceName,
  tableName: string,
  parts: readonly string[],
): Promise<Explained> {
  const { dataset, table } = tableOf(source, tableName)
  const column = columnOf(table, parts)
  const names = new StoredNames(pool, table)
  const conditions = await Promise.all(
    (column === undefined ? parts : parts.slice(0, -1)).map((part) => meant(part, table, names)),
  )
  const stored = await storedRows(pool, table, conditions, MOST_ROWS + 1)
  const found = stored.length > 0 ? stored : await removedRows(pool, table, conditions, MOST_ROWS + 1)
  const rows = await aboutRows(pool, found)
  const [row] = rows
  if (row === undefined)
    throw new UserError(
      `${table.name} has no row, and had none, of ${conditions.map((each) => each.meant).join(', ')}.`,
      2,
    )
  return {
    table: table.name,
    column: column ?? null,
    meant: conditions.map((each) => each.meant),
    explanation: rows.length === 1 ? await explainRow(pool, { source, dataset, table, column }, row) : null,
    rows: rows.slice(0, MOST_ROWS),
    more: rows.length > MOST_ROWS,
  }
}

/** What is explained. */
interface Subject {
  readonly source: SourceName
  readonly dataset: Dataset
  readonly table: TableSpec
  readonly column: string | undefined
}

async function explainRow(pool: pg.Pool, subject: Subject, row: AboutRow): Promise<Explanation> {
  const { dataset, table, column } = subject
  const values = column === undefined ? [] : valuesOf(column, row, await rowHistory(pool, table.name, row))
  const responseId = values.findLast(({ value }) => value !== undefined)?.responseId ?? row.responseId
  const ids = [row.responseId, responseId, ...values.map((each) => each.responseId)]
  const responses = await explainedResponses(
    pool,
    ids.flatMap((id) => id ?? []),
  )
  const responseOf = (id: number | null): ExplainedResponse | null =>
    (id === null ? undefined : responses.get(id)) ?? null
  const brought = responseOf(responseId)
  const confirmed = brought && (await confirmationOf(pool, brought, dataset.name))
  return {
    table: table.name,
    dataset: dataset.name,
    row,
    response: brought,
    confirmed: confirmed?.responseId === brought?.responseId ? null : (confirmed ?? null),
    verified: await verifiedBy(pool, {
      source: subject.source,
      dataset: dataset.name,
      values: row.values,
      responseId: row.responseId,
      requestKey: brought?.requestKey ?? null,
    }),
    cell:
      column === undefined
        ? null
        : {
            column,
            meaning: MEANINGS[table.name]?.[column] ?? null,
            from: table.from[column] ?? null,
            snippet:
              brought === null ? null : await snippetOf(pool, brought.responseId, table, row.values, column),
            values: values.map((value) => ({ ...value, response: responseOf(value.responseId) })),
          },
  }
}

/** The condition of a part of a key. Throws a UserError (exit 2) with near names where it means nothing. */
async function meant(part: string, table: TableSpec, names: StoredNames): Promise<Condition> {
  const condition = await conditionOf(part, table, names)
  if (condition !== undefined) return condition
  if (folded(part) === '')
    throw new UserError(
      `A part of the key is empty ('${printable(part)}'): name a player, a team, a date, a season or an id; the key of ${table.name} is ${table.key.join(', ')}`,
      2,
    )
  const near = [...(await names.near(part)), ...nearNames(plain(part), table.columns)]
  const next = near.length === 0 ? `its key is ${table.key.join(', ')}` : `did you mean ${near.join(' or ')}?`
  throw new UserError(`'${printable(part)}' names no player, team or column of ${table.name}; ${next}`, 2)
}

/** The table of this name and its dataset. Throws a UserError (exit 2) with near names. */
function tableOf(source: SourceName, name: string): { readonly dataset: Dataset; readonly table: TableSpec } {
  const all = CATALOGUE[source].flatMap((dataset) => dataset.tables.map((table) => ({ dataset, table })))
  const found = all.find(({ table }) => table.name === plain(name))
  if (found !== undefined) return found
  const near = nearNames(
    plain(name),
    all.map(({ table }) => table.name),
  )
  const next =
    near.length === 0
      ? `; list them with: ${COMMAND.datasets(source)}`
      : `; did you mean ${near.join(' or ')}?`
  throw new UserError(`${source} has no table of data '${printable(name)}'${next}`, 2)
}

/** The column that the last part names, if it names one. */
function columnOf({ columns }: TableSpec, parts: readonly string[]): string | undefined {
  const last = plain(parts.at(-1) ?? '')
  return columns.find((column) => column === last)
}

const plain = (name: string): string => name.toLowerCase().replace(/[-\s]/g, '_')
