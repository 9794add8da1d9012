import { readRow, type DatasetRequest, type Fields, type Row } from '../dataset.js'
import { columnIndexes, resultSet } from './result-set.js'

export interface ReadRow {
  readonly rowNumber: number
  /** The row as it came, for the quarantine. */
  readonly source: readonly unknown[]
  readonly read: { readonly row: Row } | { readonly reason: string }
}

/**
 * The rows of a result set of stats.nba.com, read by header name. Throws a SourceError `ContractBroken` where the set
 * or a column that is not optional is missing.
 */
export function* tableRows(
  json: unknown,
  request: DatasetRequest,
  name: string,
  fields: Fields,
): Iterable<ReadRow> {
  const set = resultSet(json, name, request.label)
  const all = Object.values(fields)
  const indexes: Readonly<Record<string, number | undefined>> = columnIndexes(
    set,
    all.filter((f) => !f.optional).map((f) => f.from),
    all.filter((f) => f.optional).map((f) => f.from),
  )
  for (const [rowNumber, source] of set.rows.entries()) {
    const read = readRow(fields, (from) => source[indexes[from] ?? -1])
    yield { rowNumber, source, read }
  }
}
