import { InvalidArgumentError, Option } from 'commander'
import type { Outcome } from '../contracts/outcome.js'
import { CATALOGUE } from '../datasets/catalogue.js'
import { UserError } from '../errors.js'
import { startYear } from '../season/season.js'

/** The largest pace that a setting or an option may ask for, requests per second. */
const MOST_PACE = 10_000

/** Sources with datasets. */
export const SOURCES = Object.entries(CATALOGUE).flatMap(([name, datasets]) =>
  datasets.length === 0 ? [] : [name],
)

/** `--source` of commands that read: each source has an embedded database of its own. */
export const sourceOption = (): Option =>
  new Option('--source <name>', 'those of one source (default: nba)').choices(SOURCES)

export const OUTCOMES: readonly Outcome[] = ['running', 'succeeded', 'partial', 'failed', 'cancelled']

/** '0.5' -> 0.5 requests per second */
export function pace(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value > 0 && value <= MOST_PACE))
    throw new InvalidArgumentError(`It is a number of requests per second, above 0 and up to ${MOST_PACE}.`)
  return value
}

/** 'players, schedule' -> ['players', 'schedule'] */
export function names(text: string): string[] {
  const list = text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  if (list.length === 0) throw new InvalidArgumentError('It is a list of datasets like players,schedule.')
  return list
}

export function season(text: string): string {
  try {
    startYear(text)
    return text
  } catch (error) {
    throw error instanceof UserError ? new InvalidArgumentError(error.message) : error
  }
}

export function limit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a whole number above 0.')
  return Number(text)
}
