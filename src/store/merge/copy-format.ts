import type { Cell } from '../../datasets/kit/cells.js'

const SPECIAL = /[\\\t\n\r]/
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** The cells of these columns in Postgres's COPY text format, separated by tabs, without a line end. */
export function copyLine(row: Readonly<Record<string, Cell>>, columns: readonly string[]): string {
  let line = ''
  let separator = ''
  for (const column of columns) {
    line += separator + copyCell(row[column])
    separator = '\t'
  }
  return line
}

function copyCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '\\N'
  if (typeof cell !== 'string' || !SPECIAL.test(cell)) return String(cell)
  return cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '')
}
