import type { Row, TableSpec } from '../datasets/dataset.js'
import type { Cell } from '../datasets/kit/cells.js'
import type { AnswerLines } from '../store/merge/answer-rows.js'
import { copyLine } from '../store/merge/copy-format.js'
import { keyTellsScope } from '../store/merge/stored-scopes.js'

/** The rows of one table in the answers of a batch as COPY text, one line for each key. */
export class TableLines {
  readonly #table: TableSpec
  readonly #scope: readonly string[]
  readonly #key: readonly string[]
  readonly #apart: boolean
  #lines: string[] = []
  #known = new Map<Cell, string>()

  /**
   * `apart`: each answer of the batch has another scope. Where keys tell the scope, no two answers share a key then, and
   * the lines of an answer are forgotten at its end: kept until the batch's, they were most of what the garbage collector
   * moves.
   */
  constructor(table: TableSpec, apart: boolean) {
    this.#table = table
    this.#scope = keyTellsScope(table) ? (table.completes?.columns ?? []) : []
    this.#apart = apart && keyTellsScope(table)
    this.#key = this.#apart ? table.key.filter((column) => !this.#scope.includes(column)) : table.key
  }

  /**
   * Adds a row of the answer about a scope. Returns '' for a repetition of an equal row, and a reason for a row of another
   * scope and for a different one with the same key.
   */
  add(row: Row, scope: readonly string[]): string | undefined {
    for (const [i, column] of this.#scope.entries())
      if (String(row[column]) !== scope[i])
        return `belongs to another ${column.replace(/_id$/, '')} (${row[column]})`
    const key = this.#keyOf(row)
    const line = copyLine(row, this.#table.columns)
    const known = this.#known.get(key)
    if (known === undefined) {
      this.#known.set(key, line)
      this.#lines.push(line)
      return undefined
    }
    return known === line
      ? ''
      : `a second row with the key (${this.#table.key.map((column) => `${column} ${row[column]}`).join(', ')}) and other values`
  }

  /** Ends an answer, and returns its lines. */
  endAnswer(): AnswerLines {
    const rows = this.#lines.length
    const text = Buffer.from(rows === 0 ? '' : `${this.#lines.join('\n')}\n`)
    this.#lines = []
    if (this.#apart) this.#known = new Map()
    return { rows, text }
  }

  /** One cell is a key as it is. */
  #keyOf(row: Row): Cell {
    const [first, second] = this.#key
    if (first !== undefined && second === undefined) return row[first] ?? null
    return this.#key.map((column) => String(row[column])).join('\t')
  }
}
