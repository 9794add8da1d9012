import type pg from 'pg'
import type { FoundRow } from './rows.js'

/** An entry of the ledger about a row. */
export interface RowEntry {
  readonly column: string
  readonly oldValue: unknown
  readonly newValue: unknown
  readonly oldResponseId: number | null
  readonly newResponseId: number | null
  readonly runId: string
  readonly cause: string
  readonly changedAt: Date
}

/** All entries about a row, in their order; those of a scope that was lost as a whole are of each of its rows. */
export async function rowHistory(
  pool: pg.Pool,
  table: string,
  { key, values }: Pick<FoundRow, 'key' | 'values'>,
): Promise<readonly RowEntry[]> {
  const { rows } = await pool.query<RowEntry>(
    `select column_name as column, old_value as "oldValue", new_value as "newValue", old_response_id as "oldResponseId",
            new_response_id as "newResponseId", run_id as "runId", cause, changed_at as "changedAt"
     from (select * from sync.row_changes where table_name = $1 and row_key = $2
           union select * from sync.row_changes where table_name = $1 and cause = 'rebuild' and column_name = '*' and row_key <@ $3) c
     order by id`,
    [table, JSON.stringify(key), JSON.stringify(values)],
  )
  return rows
}

/** A value of a cell from one moment to the next. */
export interface CellValue {
  /** Undefined: the row was not there. */
  readonly value: unknown
  readonly responseId: number | null
  /** The run that wrote it; null of the first value. */
  readonly runId: string | null
  /** first, source, transform, rebuild, removal, return. */
  readonly cause: string
  readonly since: Date | null
}

/** The values of a cell, from the first to the present one. */
export function valuesOf(column: string, row: FoundRow, history: readonly RowEntry[]): readonly CellValue[] {
  const own = history.filter((entry) => entry.column === column)
  const now = row.removed ? undefined : row.values[column]
  /** The value that an entry left: the one that the next change of the cell replaced. */
  const valueAfter = (entry: RowEntry | undefined): unknown => {
    const at = entry === undefined ? -1 : history.indexOf(entry)
    const next = history.slice(at + 1).find((each) => each.column === column)
    if (next !== undefined) return next.oldValue
    const removal = history.slice(at + 1).find((each) => each.cause === 'removal')
    return removal === undefined ? now : null
  }
  const values: CellValue[] = [
    {
      value: valueAfter(undefined),
      responseId:
        history.find(({ oldResponseId, column: of }) => oldResponseId !== null && of !== '*')
          ?.oldResponseId ?? row.responseId,
      runId: null,
      cause: 'first',
      since: row.firstSyncedAt,
    },
  ]
  for (const entry of history) {
    const { newResponseId: responseId, runId, cause, changedAt: since } = entry
    const ofRow = entry.column === '*' || entry.column === 'first_synced_at'
    if (own.includes(entry) && cause !== 'removal')
      values.push({ value: entry.newValue, responseId, runId, cause, since })
    else if (ofRow && cause === 'removal') values.push({ value: undefined, responseId, runId, cause, since })
    else if (ofRow && (cause === 'return' || cause === 'rebuild'))
      values.push({ value: valueAfter(entry), responseId, runId, cause, since })
  }
  return values
}
