import type pg from 'pg'
import { gameNames } from '../../store/completeness/game-names.js'
import type { FoundRow } from '../../store/explain/rows.js'

/** A row, with what tells people which one it is. */
export interface AboutRow extends FoundRow {
  /** 'James Harden, HOU, HOU @ NYK, 2019-01-23, 2018-19, Regular Season' */
  readonly about: string
}

/** Columns that name a row, before its game. */
const NAMES = [
  'player_name',
  'full_name',
  'first_name',
  'last_name',
  'abbreviation',
  'team_abbreviation',
  'team_city',
  'team_name',
]
/** Those that say when and what it is, after its game. */
const DETAILS = ['game_date', 'season', 'season_type', 'description']

/** Adds to rows what they are about: their names and, of a row of a game, the teams that played. */
export async function aboutRows(pool: pg.Pool, rows: readonly FoundRow[]): Promise<readonly AboutRow[]> {
  const ids = rows.flatMap(({ values: { game_id: id } }) => (typeof id === 'string' ? [id] : []))
  const games = ids.length === 0 ? new Map<string, string>() : await gameNames(pool, [...new Set(ids)])
  return rows.map((row) => ({ ...row, about: aboutRow(row, games) }))
}

function aboutRow({ values }: FoundRow, games: ReadonlyMap<string, string>): string {
  const { matchup, game_id: game, game_date: date } = values
  const named = games.get(String(game)) ?? ''
  // The name of a game ends with its date, which the row may have too.
  const ofGame = matchup ?? (date == null ? named : named.replace(/ \S+$/, ''))
  return [...NAMES.map((column) => values[column]), ofGame, ...DETAILS.map((column) => values[column])]
    .flatMap((value) => (value == null || value === '' ? [] : [textOf(value)]))
    .join(', ')
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
