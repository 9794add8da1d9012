import type { AnswerRow, AnswerTable } from './answer-table.js'
import { idOf, KINDS, largest, nobodyOf } from './kinds-of-lies.js'

/** Columns of the season that a row is of, */
const SEASONS = ['season', 'draft_year', 'year', 'first_year', 'start_year']
/** and of a name. */
const NAMES = ['full_name', 'player_name', 'coach_name', 'last_name', 'team_name', 'abbreviation', 'city']

/** Columns of a team's city, or of its name with the city. */
const CITIES = ['team_city', 'city', 'high_seed_team', 'team_name']

/** The season after a year (2017) or a season ('2017-18'). */
function next(value: unknown): unknown {
  const [year = '', end] = String(value).split('-')
  const after = Number(year) + 1
  const told = end === undefined ? String(after) : `${after}-${String(after + 1).slice(-2)}`
  return typeof value === 'number' ? after : told
}

/** The first of some columns that the answer has. */
const among = ({ rows }: AnswerTable, columns: readonly string[]): string | undefined =>
  columns.find((column) => rows.some((row) => row.get(column) !== undefined))

const everyNumber = (table: AnswerTable, change: (value: number) => unknown): void => {
  const { rows, numbers } = table
  for (const row of rows)
    for (const column of numbers) {
      const value = row.get(column)
      if (typeof value === 'number') row.set(column, change(value))
    }
}

const add = (table: AnswerTable, rows: readonly (AnswerRow | undefined)[]): void =>
  table.change((all) => [...all, ...rows.flatMap((row) => (row === undefined ? [] : [row.values]))])

/** Rows at which stats.nba.com cuts an answer about lineups. */
const MOST_ROWS = 2000

/** What a lie does to the rows of an answer about people and history, beside what it does to a season's statistics. */
export const FURTHER_KINDS: Readonly<Record<string, (table: AnswerTable) => void>> = {
  ...KINDS,
  'has a row of somebody more': (table) => {
    const id = idOf(table)
    const row = largest(table)?.copy()
    if (id === undefined || row?.get(id) === undefined) return
    row.set(id, nobodyOf(table))
    add(table, [row])
  },
  'gives all rows to somebody else': (table) => {
    const id = idOf(table)
    if (id !== undefined) for (const row of table.rows) row.set(id, nobodyOf(table))
  },
  'has two rows under each other’s ids': (table) => {
    const id = idOf(table)
    const [one, two] = table.rows
    if (id === undefined || one === undefined || two === undefined) return
    const [first, second] = [one.get(id), two.get(id)]
    one.set(id, second)
    two.set(id, first)
  },
  'has a row of another season': (table) => {
    const column = among(table, SEASONS)
    const row = largest(table)
    // A season that was told of stays until its lines are stored, which say that it was none, or a person accepts that it goes.
    if (column !== undefined && column !== table.spec.completes?.guard)
      row?.set(column, next(row.get(column)))
  },
  'has another name in a row': (table) => {
    const column = among(table, NAMES)
    if (column !== undefined) largest(table)?.set(column, 'Somebody Else')
  },
  'has a team of another city in a row': (table) => {
    const column = among(table, CITIES)
    if (column !== undefined) largest(table)?.set(column, 'Elsewhere')
  },
  'has other numbers in a row': (table) => {
    const row = largest(table)
    for (const column of table.numbers) {
      const value = row?.get(column)
      if (typeof value === 'number') row?.set(column, value + 1)
    }
  },
  'has a wingspan of twice the height in a row': (table) => {
    const row = table.rows[0]
    if (table.numbers.includes('wingspan')) row?.set('wingspan', Number(row.get('height_without_shoes')) * 2)
  },
  'is that of a game ago': (table) => {
    for (const row of table.rows)
      for (const column of ['games_played', 'games', 'wins'])
        if (Number(row.get(column)) > 0) row.set(column, Number(row.get(column)) - 1)
  },
  'has its numbers as texts': (table) => everyNumber(table, String),
  'has words in place of numbers': (table) => everyNumber(table, () => 'n/a'),
  'is cut': (table) => {
    const { rows } = table
    if (rows.length > MOST_ROWS) table.change((all) => all.slice(0, MOST_ROWS))
    else if (table.spec.name === 'lineups')
      add(
        table,
        Array.from({ length: MOST_ROWS - rows.length }, (_, i) => {
          const row = rows[i % rows.length]?.copy()
          row?.set('lineup_id', `-${i}${String(row.get('lineup_id'))}`)
          return row
        }),
      )
  },
}
