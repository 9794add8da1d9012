import pc from 'picocolors'
import { escapeControls } from '../text/escape-controls.js'
import { isLogged, logLine, type LogLevel, type LogSettings } from '../text/log-line.js'
import { printable } from '../text/printable.js'
import { fitAddress, shortAddresses } from './layout/address.js'
import { shortIds, shortIdsIn } from './layout/short-ids.js'
import { layoutTable } from './layout/table.js'
import { fitted, wrapped } from './layout/wrap.js'

/** Prints a result to standard output. */
export const print = (text: string): void =>
  void process.stdout.write(`${fitted(text, columnsOf(process.stdout))}\n`)

/** What this command writes to standard error, and how: its options say so once, before anything is written. */
let log: LogSettings = { level: 'info', format: 'text' }
export const useLog = (settings: LogSettings): void => void (log = settings)

/** Whether a display may redraw lines of this stream: a terminal whose user wants to see progress, and as text. */
export const isLive = (stream: { readonly isTTY?: boolean }): boolean =>
  stream.isTTY === true && log.format === 'text' && isLogged('info', log)

function say(level: LogLevel, text: string): void {
  if (!isLogged(level, log)) return
  const line =
    log.format === 'text'
      ? forScreen(text, process.stderr)
      : escapeControls(logLine({ level, message: text }, 'json'))
  process.stderr.write(`${line}\n`)
}

/** Prints progress and notices to standard error, which keeps them out of a pipe. */
export const printNotice = (text: string): void => say('info', text)

/** Prints the reason of a failure to standard error, also where notices are not wanted. */
export const printProblem = (text: string): void => say('error', text)

/** Words as a stream shows them: on a terminal with short ids, in lines that fit it. */
export function forScreen(text: string, stream: NodeJS.WriteStream): string {
  const width = columnsOf(stream)
  return width === undefined ? text : fitted(shortAddresses(shortIds(text)), width)
}

/** The colours for a stream; none if it is no terminal or NO_COLOR is set. */
export const coloursOf = (stream: { readonly isTTY?: boolean }) =>
  pc.createColors(
    // `isTTY` of a pipe is undefined; passed on, picocolors would choose, and it colours wherever CI is set.
    stream.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
  )

/** Columns of a terminal that does not tell them. */
const USUAL_COLUMNS = 80

/** Longest cell of a table, characters. */
const CELL_CHARACTERS = 120
/** The last cell of a line may be longer, since no column follows it. */
const LAST_CELL_CHARACTERS = 500

export type CellText = string | number | null | undefined

/** Makes text from outside safe for a terminal: no control characters, on one line. */
export const clean = (text: string, limit = 1_000): string => printable(text, limit)

/** The columns of a terminal; undefined for a pipe or a file, which get every line in full. */
export const columnsOf = (stream: {
  readonly isTTY?: boolean
  readonly columns?: number
}): number | undefined => (stream.isTTY === true ? stream.columns || USUAL_COLUMNS : undefined)

/** A table without borders; numbers are aligned right, with thousands separators. On a terminal it fits its lines. */
export function table(head: readonly string[], rows: readonly (readonly CellText[])[]): string {
  const colours = coloursOf(process.stdout)
  const cells = rows.map((row) =>
    row.map((cell, column) => ({
      text: cellText(cell, column === head.length - 1),
      isNumber: typeof cell === 'number',
    })),
  )
  return layoutTable(head, cells, {
    width: columnsOf(process.stdout),
    dim: colours.dim,
    paint: (text, title) => (title === 'outcome' ? painted(text, colours) : text),
  })
}

/** A text that begins with an outcome, in the colour of that. */
function painted(text: string, colours: ReturnType<typeof coloursOf>): string {
  const paint = {
    succeeded: colours.green,
    partial: colours.yellow,
    failed: colours.red,
    cancelled: colours.magenta,
    running: colours.cyan,
  }
  const outcome = /^\w+/.exec(text)?.[0] ?? ''
  return Object.entries(paint).find(([name]) => name === outcome)?.[1](text) ?? text
}

function cellText(cell: CellText, last: boolean): string {
  if (typeof cell === 'number') return thousands(cell)
  // A leading space is an indentation, which `clean` would remove.
  const indentation = /^ */.exec(cell ?? '')?.[0] ?? ''
  return indentation + clean(cell ?? '', last ? LAST_CELL_CHARACTERS : CELL_CHARACTERS)
}

export type Fact = readonly [name: string, value: string | null | undefined]

/** Lines of name and value; those without a value are left out. */
export function facts(lines: readonly Fact[]): string {
  const known = lines.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, value] as const],
  )
  const indentation = Math.max(...known.map(([name]) => name.length)) + 2
  const columns = columnsOf(process.stdout)
  const colours = coloursOf(process.stdout)
  return known
    .map(([name, value]) => {
      const text = clean(value)
      if (columns === undefined) return name.padEnd(indentation) + text
      const shown = fitAddress(text, columns - indentation) ?? shortAddresses(shortIdsIn(text))
      const line = wrapped(name.padEnd(indentation) + shown, columns, ' '.repeat(indentation)).join('\n')
      return name === 'outcome' ? line.replace(text, painted(text, colours)) : line
    })
    .join('\n')
}

/** 26102 -> '26,102' */
export const thousands = (n: number): string => n.toLocaleString('en-US')

/** 1 -> '1 request', 2 -> '2 requests'; `plural` where an s does not make it. */
export const count = (n: number, noun: string, plural = `${noun}s`): string =>
  `${thousands(n)} ${n === 1 ? noun : plural}`

export { duration } from '../text/duration.js'

/** 1_500_000 -> '1.5 MB' */
export function bytes(n: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const
  const power = n < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3))
  return `${(n / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}

/** The least time between two lines of progress, milliseconds. */
const PROGRESS_MS = 5_000

/** A function that prints a line of progress, unless it has printed one a moment ago. */
export function progressLines(): (line: string) => void {
  let printed = performance.now()
  return (line) => {
    if (performance.now() - printed < PROGRESS_MS) return
    printed = performance.now()
    printNotice(line)
  }
}
