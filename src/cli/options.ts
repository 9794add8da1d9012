import { InvalidArgumentError, Option } from 'commander'
import { QUEUES } from '../contracts/names.js'
import type { Outcome } from '../contracts/outcome.js'
import { SOURCE_NAMES } from '../contracts/source-names.js'
import { UserError } from '../errors.js'
import { SEASON_TYPES, startYear } from '../season/season.js'
import { asSeason } from '../season/spelling.js'

/** `--json` of a command without other options. */
export interface JsonOption {
  readonly json?: boolean
}

/** The largest pace that a setting or an option may ask for, requests per second. */
const MAX_PACE = 10_000

/** `--source` of commands that read, needed because each source has its own embedded database. */
export const sourceOption = (): Option =>
  new Option('--source <name>', 'those of one source (default: nba)').choices(SOURCE_NAMES)

/** `--source` of commands that start something. */
export const chosenSource = (words = 'where the data comes from'): Option =>
  new Option('--source <name>', words).choices(SOURCE_NAMES).default('nba')

/** `--season-type`, with what counts where it is not given. */
export const seasonTypeOption = (usual = 'Regular Season', more = ''): Option =>
  new Option('--season-type <type>', `one of ${SEASON_TYPES.join(', ')}${more} (default: ${usual})`)

/** `--only` */
export const onlyOption = (which = 'some datasets'): Option =>
  new Option(
    '--only <datasets>',
    `${which} or groups of them, separated by commas, or all; what they need comes with them`,
  ).argParser(names)

/** `--pace` */
export const paceOption = (than = 'the setting NBA_PACE'): Option =>
  new Option('--pace <requests per second>', `slower or faster than ${than}`).argParser(pace)

/** `--recheck` */
export const recheckOption = (): Option =>
  new Option(
    '--recheck <days|all>',
    'ask again for games of this many days (default: 7d), or for all; what is missing or in doubt always',
  ).argParser(recheck)

/** `--if-running`; `when`: 'when a backfill is running already'. */
export const ifRunningOption = (when: string): Option =>
  new Option('--if-running <what>', when).choices(['refuse', 'join']).default('refuse')

/** What `<run>` may be; `what`: 'a run or a backfill'. */
export const runArgument = (what = 'a run or a backfill'): string =>
  `the id of ${what}, its beginning, 'latest', a season (its newest run), or the id of a workflow in Temporal`

/** What `<seasons>` may be. */
export const SEASONS_ARGUMENT =
  "a season like 2018-19 (or 18-19, 2018/19, 2018-2019) or 'current', a list 2016-17,2018-19, or a range 2016-17..2018-19"

export const OUTCOMES: readonly Outcome[] = ['running', 'succeeded', 'partial', 'failed', 'cancelled']

/** '0.5' -> 0.5 requests per second */
export function pace(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !(value > 0 && value <= MAX_PACE))
    throw new InvalidArgumentError(`It is a number of requests per second, above 0 and up to ${MAX_PACE}.`)
  return value
}

/** 'players, games' -> ['players', 'games'] */
export function names(text: string): string[] {
  const list = text.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]))
  if (list.length === 0) throw new InvalidArgumentError('It is a list of datasets like players,games.')
  return list
}

/** '30d' -> 30 days; 'all' */
export function recheck(text: string): number | 'all' {
  const days = /^(\d{1,5})d?$/.exec(text)?.[1]
  if (text !== 'all' && days === undefined)
    throw new InvalidArgumentError('It is a number of days like 30d, or all.')
  return days === undefined ? 'all' : Number(days)
}

/** '0021800001,0021800002' -> both */
export function games(text: string): string[] {
  const list = text.split(',').flatMap((id) => (id.trim() === '' ? [] : [id.trim()]))
  if (list.length === 0) throw new InvalidArgumentError('It is a list of games like 0021800001,0021800002.')
  return [...new Set(list)]
}

/** Longest reason that an acceptance keeps, characters. */
const MAX_REASON = 500

/** The reason of an acceptance, which stands in all reports of it. */
export function reason(text: string): string {
  const words = text.trim()
  if (words === '' || words.length > MAX_REASON)
    throw new InvalidArgumentError(`It is a reason of at most ${MAX_REASON} characters.`)
  return words
}

/** '2018-19', '18-19' -> '2018-19' */
export function season(text: string): string {
  const named = asSeason(text)
  try {
    startYear(named)
    return named
  } catch (error) {
    throw error instanceof UserError ? new InvalidArgumentError(error.message) : error
  }
}

/** The most activities that a worker may run at once. */
const MAX_CONCURRENCY = 1_000

/** 'season-sync,season-sync-fetch-nba' -> both task queues */
export function queues(text: string): string[] {
  const list = text.split(',').map((name) => name.trim())
  if (!list.every((name) => QUEUES.includes(name)))
    throw new InvalidArgumentError(`It is a list of task queues out of ${QUEUES.join(', ')}.`)
  return [...new Set(list)]
}

export function concurrency(text: string): number {
  const value = Number(text)
  if (!/^\d+$/.test(text) || value < 1 || value > MAX_CONCURRENCY)
    throw new InvalidArgumentError(`It is a number of activities from 1 to ${MAX_CONCURRENCY}.`)
  return value
}

export function limit(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('It is a whole number above 0.')
  return Number(text)
}

/** A retry changes nothing without an answer, so that a dry run shows only what a former sync kept. Throws a UserError (exit 2). */
export function checkDryRun({ acceptRemovals }: { readonly acceptRemovals?: boolean }): void {
  if (acceptRemovals !== true)
    throw new UserError(
      '--dry-run goes with --accept-removals: it shows what the answers of the last sync would remove.',
      2,
    )
}
