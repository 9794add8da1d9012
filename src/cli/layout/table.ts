import { shortAddresses } from './address.js'
import { shortIds } from './short-ids.js'
import { widthOf, wrapped } from './wrap.js'

/** The screen that a table has to fit. */
export interface Screen {
  /** Columns; undefined for a pipe or a file, where a table has all that it has. */
  readonly width: number | undefined
  readonly dim: (text: string) => string
  /** Paints a cell of the column `title`. */
  readonly paint: (text: string, title: string) => string
}

export interface TableCell {
  readonly text: string
  /** Numbers are aligned right. */
  readonly isNumber: boolean
}

interface Column {
  readonly title: string
  readonly cells: readonly TableCell[]
  readonly isNumber: boolean
  readonly width: number
}

/** Spaces between two columns. */
const GAP = 2
/** A column that is no wider is never broken into lines: ids, dates, outcomes, numbers. */
const UNBROKEN = 24
/** A column that is broken into lines is no narrower. */
const NARROWEST = 14

/**
 * A table without borders. On a screen columns of zeros and of nothing go; where the rest is too wide, long texts are
 * broken between words, and what still does not fit stands below its row with its title. An address that is too
 * long for the last column stands below its row alone, and the column stays.
 */
export function layoutTable(
  head: readonly string[],
  rows: readonly (readonly TableCell[])[],
  screen: Screen,
): string {
  const columns = head.map((title, at) =>
    columnOf(
      title,
      rows.map((row) => row[at] ?? NOTHING),
      screen,
    ),
  )
  if (screen.width === undefined) return drawn(columns, [], screen).join('\n')
  const shown = columns.filter((column, at) => at === 0 || !column.cells.every(isNothing))
  for (let n = shown.length; n > 1; n--) {
    const fit =
      shrunk(shown.slice(0, n), screen.width) ??
      (n === shown.length ? withoutLongAddresses(shown, screen.width) : undefined)
    if (fit !== undefined) return drawn(fit, shown.slice(n), screen).join('\n')
  }
  return drawn(shown.slice(0, 1), shown.slice(1), screen).join('\n')
}

const NOTHING: TableCell = { text: '', isNumber: false }

const isNothing = ({ text }: TableCell): boolean => text === '' || text === '0'

function columnOf(title: string, given: readonly TableCell[], { width }: Screen): Column {
  const cells =
    width === undefined
      ? given
      : given.map((cell) => ({ ...cell, text: shortAddresses(shortIds(cell.text)) }))
  return {
    title,
    cells,
    isNumber: cells.some(({ isNumber }) => isNumber),
    width: Math.max(widthOf(title), ...cells.map(({ text }) => widthOf(text))),
  }
}

/** The narrowest that a column of words can be. */
function least({ title, cells, width }: Column): number {
  if (width <= UNBROKEN) return width
  return Math.max(NARROWEST, widthOf(title), ...cells.map(longestWord))
}

const longestWord = ({ text }: TableCell): number => Math.max(...text.split(' ').map(widthOf))

/** The columns in so much width, the first ones as wide as they can be; undefined where they do not fit. */
function shrunk(columns: readonly Column[], width: number): readonly Column[] | undefined {
  const gaps = GAP * (columns.length - 1)
  const narrow = columns.map(least)
  let spare = width - gaps - narrow.reduce((sum, n) => sum + n, 0)
  if (spare < 0) return undefined
  return columns.map((column, at) => {
    const wider = Math.min(spare, column.width - (narrow[at] ?? 0))
    spare -= wider
    return { ...column, width: (narrow[at] ?? 0) + wider }
  })
}

/** An address or a path, which says without a title what it is. */
const isAddress = (word: string): boolean => word.includes('/')

/** The columns where few cells of the last one have addresses that are too long for it: these cells stand below their rows. */
function withoutLongAddresses(columns: readonly Column[], width: number): readonly Column[] | undefined {
  const last = columns.at(-1)
  if (last === undefined || last.isNumber) return undefined
  const before = columns.slice(0, -1)
  const room = width - before.reduce((sum, column) => sum + least(column) + GAP, 0)
  const fitting = last.cells.filter((cell) => longestWord(cell) <= room)
  if (fitting.length * 2 < last.cells.length) return undefined
  const tooLong = last.cells.flatMap(({ text }) => text.split(' ').filter((word) => widthOf(word) > room))
  if (!tooLong.every(isAddress)) return undefined
  return shrunk([...before, { ...last, cells: fitting }], width)?.map((column, at) => ({
    ...column,
    cells: columns[at]?.cells ?? [],
  }))
}

function drawn(columns: readonly Column[], below: readonly Column[], screen: Screen): readonly string[] {
  const rows = columns[0]?.cells.length ?? 0
  return [
    line(columns.map((column, at) => screen.dim(titleText(column, at === columns.length - 1)))),
    ...Array.from({ length: rows }, (_, row) => [
      ...rowLines(columns, row, screen),
      ...belowLines(columns, below, row, screen),
    ]).flat(),
  ]
}

/** A row, in as many lines as its longest cell takes. */
function rowLines(columns: readonly Column[], row: number, { paint }: Screen): readonly string[] {
  const cells = columns.map((column) => {
    const cell = column.cells[row] ?? NOTHING
    if (longestWord(cell) > column.width) return []
    return widthOf(cell.text) <= column.width ? [cell.text] : wrapped(cell.text, column.width)
  })
  const height = Math.max(1, ...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, at) =>
    line(columns.map((column, i) => paint(padded(cells[i]?.[at] ?? '', column), column.title))),
  )
}

/** The cells of a row that do not fit, indented below it, with their titles where these stand nowhere else. */
function belowLines(
  columns: readonly Column[],
  below: readonly Column[],
  row: number,
  screen: Screen,
): readonly string[] {
  const tooLong = columns.flatMap(({ cells, width }) => {
    const cell = cells[row] ?? NOTHING
    return longestWord(cell) > width ? [cell.text.trim()] : []
  })
  const titled = below.flatMap(({ title, cells }) => {
    const cell = cells[row] ?? NOTHING
    return isNothing(cell) ? [] : [`${title} ${cell.text.trim()}`]
  })
  const parts = [...tooLong, ...titled]
  if (parts.length === 0) return []
  const indentation = `${/^ */.exec(columns[0]?.cells[row]?.text ?? '')?.[0] ?? ''}    `
  return wrapped(`${indentation}${parts.join('; ')}`, screen.width ?? Infinity, indentation).map(screen.dim)
}

/** A title in its width; the last one ends with its last letter, since `dim` hides the spaces after it from `line`. */
function titleText(column: Column, isLast: boolean): string {
  const text = padded(column.title, column)
  return isLast ? text.trimEnd() : text
}

function padded(text: string, { width, isNumber }: Column): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)))
  return isNumber ? space + text : text + space
}

const line = (cells: readonly string[]): string => cells.join(' '.repeat(GAP)).trimEnd()
