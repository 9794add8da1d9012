import { printable } from './printable.js'

/** From the least to the most that is written. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export const LOG_FORMATS = ['text', 'json'] as const
export type LogFormat = (typeof LOG_FORMATS)[number]

/** What is written, and how. */
export interface LogSettings {
  readonly level: LogLevel
  readonly format: LogFormat
}

/** One event of a log. */
export interface LogEvent {
  readonly level: LogLevel
  readonly message: string
  readonly time?: Date
  /** Facts beside the message, like the attempt or the workflow. */
  readonly fields?: Readonly<Record<string, string | number | boolean | undefined>>
}

/** Longest text of a plain line's message or field, characters. */
const LONGEST = 2_000

/** Whether an event is written at a level. */
export const isLogged = (level: LogLevel, { level: at }: LogSettings): boolean =>
  LOG_LEVELS.indexOf(level) <= LOG_LEVELS.indexOf(at)

/**
 * An event as one line, whatever its texts contain: a JSON object, or plain text with time, level and fields.
 *
 *     2026-11-27T03:20:01.123Z info  leaguegamelog 2018-19: HTTP 503; asked again later type=Unavailable attempt=2
 */
export function logLine(
  { level, message, time = new Date(), fields = {} }: LogEvent,
  format: LogFormat,
): string {
  if (format === 'json')
    return JSON.stringify({
      time: time.toISOString(),
      level,
      message: printable(message, LONGEST),
      ...fields,
    })
  const facts = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [` ${name}=${shown(String(value))}`],
  )
  return `${time.toISOString()} ${level.padEnd(5)} ${printable(message, LONGEST)}${facts.join('')}`
}

/** A value with spaces is quoted, so that programs can tell where it ends. */
const shown = (value: string): string => {
  const text = printable(value, LONGEST)
  return /[\s"=]/.test(text) ? JSON.stringify(text) : text
}
