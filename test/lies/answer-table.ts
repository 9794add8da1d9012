import type { TableSpec } from '../../src/datasets/dataset.js'
import type { Body } from './lying-source.js'

interface ResultSet {
  name: string
  headers: unknown[]
  rowSet: unknown[][]
}

/** The rows of an answer that fill a table, by the table's columns. */
export class AnswerTable {
  readonly spec: TableSpec
  readonly #sets: readonly ResultSet[]

  constructor(body: Body, spec: TableSpec) {
    const all = [body.resultSets ?? body.resultSet ?? []].flat() as ResultSet[]
    const within = [spec.within ?? []].flat()
    this.spec = spec
    this.#sets = all.filter(({ name }) => within.includes(name))
  }

  /** All rows, each with the place of every column that the answer has. */
  get rows(): readonly AnswerRow[] {
    return this.#sets.flatMap((set) => {
      const places = this.#places(set)
      return set.rowSet.map((values) => new AnswerRow(values, places))
    })
  }

  /** The columns with a number in some row that are no part of the key and no id. */
  get numbers(): readonly string[] {
    const { rows } = this
    return this.spec.columns.filter(
      (column) =>
        !this.spec.key.includes(column) &&
        !column.endsWith('_id') &&
        rows.some((row) => typeof row.get(column) === 'number'),
    )
  }

  /** Replaces the rows. */
  change(rowsOf: (rows: unknown[][]) => unknown[][]): void {
    for (const set of this.#sets) set.rowSet = rowsOf(set.rowSet)
  }

  /** Gives a column another header. */
  rename(column: string, to: string): void {
    for (const set of this.#sets) {
      const at = this.#places(set).get(column)
      const names = namesOf(set.headers)
      if (at !== undefined) names.splice(at, 1, to)
    }
  }

  #places({ name, headers }: ResultSet): ReadonlyMap<string, number> {
    const plain = (header: string): string => header.toLowerCase().replaceAll('_', '')
    const names = joined(headers).map(plain)
    return new Map(
      Object.entries(this.spec.from).flatMap(([column, header]) => {
        // A table of several sets says of which one a column is: 'GameInfo.ATTENDANCE'.
        const own = header.startsWith(`${name}.`) ? header.slice(name.length + 1) : header
        const at = names.indexOf(plain(own))
        return at < 0 ? [] : [[column, at] as const]
      }),
    )
  }
}

/** A row of an answer. */
export class AnswerRow {
  readonly values: unknown[]
  readonly #at: ReadonlyMap<string, number>

  constructor(values: unknown[], at: ReadonlyMap<string, number>) {
    this.values = values
    this.#at = at
  }

  copy(): AnswerRow {
    return new AnswerRow([...this.values], this.#at)
  }

  get(column: string): unknown {
    return this.values[this.#at.get(column) ?? -1]
  }

  set(column: string, value: unknown): void {
    const at = this.#at.get(column)
    if (at !== undefined) this.values[at] = value
  }
}

interface Below {
  columnNames: string[]
  columnsToSkip?: number
  columnSpan?: number
}

/** The list in which each column has its name: of headers in two rows the lower one. */
const namesOf = (headers: unknown[]): unknown[] =>
  typeof headers[1] === 'object' && headers[1] !== null ? (headers[1] as Below).columnNames : headers

/** Headers in two rows as one: 'Mid-Range.FGM'. */
function joined(headers: readonly unknown[]): readonly string[] {
  const [upper, lower] = headers as readonly Below[]
  if (typeof lower !== 'object' || upper === undefined) return headers as readonly string[]
  const { columnNames: above, columnsToSkip: skipped = 0, columnSpan: span = 1 } = upper
  return lower.columnNames.map((name, i) => {
    const place = above[Math.floor((i - skipped) / span)]
    return place === undefined ? name : `${place}.${name}`
  })
}
