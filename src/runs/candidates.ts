import type pg from 'pg'
import { UserError } from '../errors.js'
import { seasonsTitle } from '../season/seasons-title.js'
import { seasonLines } from '../store/runs/backfill-history.js'
import type { NamedRecord } from '../store/runs/named-runs.js'
import { localTime } from '../text/local-time.js'
import { printable } from '../text/printable.js'

/** Runs that an error lists; more would hide its end. */
const LISTED = 5

/** The error for a name that fits several runs, with the newest of them. `fits`: 'Several runs begin with 01a2'. */
export async function severalRuns(
  pool: pg.Pool,
  fits: string,
  found: readonly NamedRecord[],
  advice: string,
): Promise<UserError> {
  const lines = await Promise.all(found.slice(0, LISTED).map((each) => lineOf(pool, each)))
  const more = found.length <= LISTED ? '' : ` and ${found.length - LISTED} more`
  return new UserError(`${printable(fits)}: ${lines.join(', ')}${more}; ${advice}.`, 2)
}

/** '01a207b2-… (2018-19 Playoffs, partial, 2026-11-27 08:00:01)' */
async function lineOf(pool: pg.Pool, record: NamedRecord): Promise<string> {
  const { id, outcome, startedAt } = record
  return `${id} (${await titleOf(pool, record)}, ${outcome}, ${localTime(startedAt)})`
}

/** '2018-19 Playoffs'; 'backfill of 1996-97..2018-19 Regular Season' */
async function titleOf(pool: pg.Pool, { kind, id, season, seasonType }: NamedRecord): Promise<string> {
  if (kind === 'sync') return `${season} ${seasonType}`
  const title = seasonsTitle(await seasonLines(pool, id))
  return `backfill of ${title.season} ${title.seasonType}`
}

/** Tells which of the syncs of a season is the newest: each is of another type or source. */
export function choiceOf(season: string, [newest, ...others]: readonly NamedRecord[]): string | undefined {
  if (newest === undefined || others.length === 0) return undefined
  const sources = new Set([newest, ...others].map(({ source }) => source))
  const nameOf = ({ seasonType, source }: NamedRecord): string =>
    sources.size === 1 ? String(seasonType) : `${seasonType} from ${source}`
  const rest = others.map((each) => `${nameOf(each)} (${each.id})`).join(', ')
  return `The newest sync of ${season} is of ${nameOf(newest)}; the others: ${rest}`
}
