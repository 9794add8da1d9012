import type { Cell } from '../../datasets/kit/cells.js'

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Cells in Postgres's COPY text format, separated by tabs, without a line end. */
export function copyLine(cells: readonly Cell[]): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) {
    if (i > 0) line += '\t'
    const cell = cells[i]
    if (cell === null || cell === undefined) line += '\\N'
    else if (typeof cell === 'string')
      line += cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? '')
    else line += String(cell)
  }
  return line
}
