import Table from 'cli-table3'
import pc from 'picocolors'
import { isLogged, logLine, type LogLevel, type LogSettings } from '../text/log-line.js'
import { printable } from '../text/printable.js'

/** Prints a result to standard output. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`)

/** What this command writes to standard error, and how: its options say so once, before anything is written. */
let log: LogSettings = { level: 'info', format: 'text' }
export const useLog = (settings: LogSettings): void => void (log = settings)

/** Whether a display may redraw lines of this stream: a terminal whose user wants to see progress, and as text. */
export const isLive = (stream: { readonly isTTY?: boolean }): boolean =>
  stream.isTTY === true && log.format === 'text' && isLogged('info', log)

function say(level: LogLevel, text: string): void {
  if (!isLogged(level, log)) return
  const line = log.format === 'text' ? text : escapeControls(logLine({ level, message: text }, 'json'))
  process.stderr.write(`${line}\n`)
}

/** Prints progress and notices to standard error, which keeps them out of a pipe. */
export const printNotice = (text: string): void => say('info', text)

/** Prints the reason of a failure to standard error, also where notices are not wanted. */
export const printProblem = (text: string): void => say('error', text)

/** Prints a value as a JSON document; characters that a terminal might act on are escaped. */
export const printJson = (value: unknown): void => print(escapeControls(JSON.stringify(value, null, 2)))

/** `JSON.stringify` escapes control characters below the space only; this escapes the others and those of direction. */
const escapeControls = (json: string): string =>
  json.replace(/[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  )

/** The colours for a stream; none if it is no terminal or NO_COLOR is set. */
export const coloursOf = (stream: { readonly isTTY?: boolean }) =>
  pc.createColors(
    // `isTTY` of a pipe is undefined; passed on, picocolors would choose, and it colours wherever CI is set.
    stream.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
  )

/** Longest cell of a table, characters. */
const CELL_CHARACTERS = 120
/** The last cell of a line may be longer, since no column follows it. */
const LAST_CELL_CHARACTERS = 500

export type CellText = string | number | null | undefined

/** Makes text from outside safe for a terminal: no control characters, on one line. */
export const clean = (text: string, limit = 1_000): string => printable(text, limit)

/** A table without borders; numbers are aligned right, with thousands separators. */
export function table(head: readonly string[], rows: readonly (readonly CellText[])[]): string {
  const none = ''
  const drawn = new Table({
    head: head.map((title) => coloursOf(process.stdout).dim(title)),
    colAligns: head.map((_, column) =>
      rows.some((row) => typeof row[column] === 'number') ? 'right' : 'left',
    ),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 2 },
    chars: {
      top: none,
      'top-mid': none,
      'top-left': none,
      'top-right': none,
      bottom: none,
      'bottom-mid': none,
      'bottom-left': none,
      'bottom-right': none,
      left: none,
      'left-mid': none,
      mid: none,
      'mid-mid': none,
      right: none,
      'right-mid': none,
      middle: none,
    },
  })
  drawn.push(...rows.map((row) => row.map((cell, column) => cellText(cell, column === head.length - 1))))
  return drawn
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
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
  const shown = lines.flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, value] as const],
  )
  const width = Math.max(...shown.map(([name]) => name.length)) + 2
  return shown.map(([name, value]) => name.padEnd(width) + clean(value)).join('\n')
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
