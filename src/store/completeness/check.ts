import type pg from 'pg'
import { gameIdRange, startYear, type SeasonScope } from '../../season/season.js'
import { printable } from '../../text/printable.js'
import { identifier, literal } from '../database/database.js'
import type { Finding } from '../runs/findings.js'

/** The outcome of checking one dataset against an independent source. */
export interface Verification {
  /** The independent source that was used; null: none is stored. */
  readonly verifiedBy: string | null
  readonly findings: readonly Finding[]
}

/** The dataset and season that a check is about, and the database that it reads. */
export interface CheckContext {
  readonly pool: pg.Pool
  readonly scope: SeasonScope
  readonly dataset: string
  /** Eastern date, YYYY-MM-DD. */
  readonly today: string
}

/** Checks the stored rows of a season against another source. */
export type Interpreter<C> = (check: C, context: CheckContext) => Promise<Verification>

/** Findings that one query lists at most; a run with more of them is broken as a whole. */
const MAX_LISTED = 2_000

/** Characters of a finding's detail: enough for every column of a line. */
const LONGEST_DETAIL = 600

/** The first season whose sheets keep all statistics without known faults. */
const FAULTLESS_SINCE = 1996

/** The findings of an SQL check, which returns rows (kind, subject, detail). */
export async function queryFindings({ pool, dataset, scope }: CheckContext, sql: string): Promise<Finding[]> {
  const { rows } = await pool.query<Omit<Finding, 'dataset'>>(`${sql} order by 1, 2, 3 limit ${MAX_LISTED}`, [
    scope.season,
    scope.seasonType,
  ])
  // Names and other texts of the source stand in the details: they must not act on a terminal.
  return rows.map((row) => ({ dataset, ...row, detail: printable(row.detail, LONGEST_DETAIL) }))
}

/** Whether a query over the season returns any row. */
export async function exists({ pool, scope }: CheckContext, sql: string): Promise<boolean> {
  const { rowCount } = await pool.query(`${sql} limit 1`, [scope.season, scope.seasonType])
  return (rowCount ?? 0) > 0
}

/** Whether the season's sheets are without known faults. */
export const isFaultless = ({ scope }: CheckContext): boolean => startYear(scope.season) >= FAULTLESS_SINCE

/** Findings of values that contradict each other, which only explain where the sheets themselves do so here and there. */
export const asOfItsEra = (findings: readonly Finding[], context: CheckContext): readonly Finding[] =>
  isFaultless(context)
    ? findings
    : findings.map((finding) => (finding.kind === 'missing' ? finding : { ...finding, kind: 'note' }))

/** The condition for the rows of the checked season, in SQL. */
export const OF_SEASON = 'season = $1 and season_type = $2'

/** The same for rows with a season and no type, */
export const WHATEVER_TYPE = 'season = $1 and $2::text is not null'
/** and for those of all seasons. */
export const EVERY_ROW = '$1::text is not null and $2::text is not null'

/** The same for any table with games, by the id, which tells season and type. Uses both parameters, as every check does. */
export function ofSeasonGames({ scope }: CheckContext, gameId: string): string {
  const { first, last } = gameIdRange(scope)
  return `(${EVERY_ROW} and ${gameId} between '${first}' and '${last}')`
}

/** Whether most rows of a query fill each column, in SQL: a select list with a boolean under each column's name. */
export const mostlyFilled = (columns: readonly string[]): string =>
  columns
    .map(identifier)
    .map((column) => `count(${column}) * 2 > count(*) as ${column}`)
    .join(', ')

/** A value as text, '?' for null: one null would make the whole sentence null. */
export const orQuestionMark = (column: string): string => `coalesce(${column}::text, '?')`

/** The values of a column in two tables, in SQL: 'points 10, team_game_logs 12'. */
export const bothValues = (column: string, here: string, other: string, there: string): string =>
  `${literal(`${column} `)} || ${orQuestionMark(here)} || ${literal(`, ${other} `)} || ${orQuestionMark(there)}`

/** A team as people call it, in SQL: its abbreviation of the season, otherwise its id. */
export const teamName = (teamId: string): string =>
  `coalesce((select n.abbreviation from nba.team_seasons n where n.season = $1 and n.team_id = ${teamId}),
            (select min(n.team_abbreviation) from nba.team_game_logs n where n.season = $1 and n.season_type = $2 and n.team_id = ${teamId}),
            'team ' || ${orQuestionMark(teamId)})`
