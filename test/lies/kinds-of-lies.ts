import type { AnswerRow, AnswerTable } from './answer-table.js'

/** A player, team or franchise that nobody has: another in each table, as wrong answers do not agree with each other. */
export const nobodyOf = ({ spec: { name } }: AnswerTable): number =>
  1_610_612_900 + (Array.from(name).reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 0) % 97)

/** Columns of how many games or lines a row is made of, of which a table has one. */
const GAMES = ['games_played', 'games', 'tracked_games']
/** Columns of what was done most. */
const COUNTS = [
  'points',
  'field_goals_attempted',
  'restricted_area_attempted',
  'contested_shots',
  'possessions',
  'distance_feet',
]

export const first = (table: AnswerTable, columns: readonly string[]): string | undefined =>
  columns.find((column) => table.numbers.includes(column))

/** The season of a row that names one. */
const seasonOf = (row: AnswerRow): string => {
  const season = row.get('season')
  return typeof season === 'string' ? season : ''
}

/** The row with the most games, otherwise the first; of a history's last season. */
export function largest(table: AnswerTable): AnswerRow | undefined {
  const by = first(table, GAMES) ?? first(table, COUNTS)
  const last = table.rows.reduce((latest, row) => (seasonOf(row) > latest ? seasonOf(row) : latest), '')
  const rows = table.rows.filter((row) => seasonOf(row) === last)
  if (by === undefined) return rows[0]
  return rows.toSorted((a, b) => Number(b.get(by)) - Number(a.get(by)))[0]
}

/** Adds to a value of the largest row; a table without the column is left as it is. */
export const more = (columns: readonly string[], by: number) => (table: AnswerTable) => {
  const column = first(table, columns)
  const row = largest(table)
  if (column !== undefined) row?.set(column, Number(row.get(column)) + by)
}

/** Columns of shooting and ratings, of which a table has one. */
const SHOOTING = ['effective_field_goal_pct', 'true_shooting_pct', 'opponent_field_goal_pct']
const RATINGS = ['offensive_rating', 'net_rating', 'defensive_rating']

/** Changes a value of the largest row; a table without the column is left as it is. */
const another = (table: AnswerTable, columns: readonly string[], change: (value: number) => number): void => {
  const column = first(table, columns)
  const row = largest(table)
  if (column !== undefined) row?.set(column, change(Number(row.get(column))))
}

/** Takes the values of a column. */
const emptied = (columns: readonly string[]) => (table: AnswerTable) => {
  const column = first(table, columns)
  if (column !== undefined) for (const row of table.rows) row.set(column, null)
}

/** The column that names whose row it is. */
export const idOf = ({ spec: { key } }: AnswerTable): string | undefined =>
  key.findLast((column) => column.endsWith('_id') && column !== 'game_id' && column !== 'league_id')

const sameRow = (a: AnswerRow | undefined) => (values: unknown[]) => values === a?.values

/** What a lie does to the rows of an answer. One that finds nothing to change leaves them, and is no lie then. */
export const KINDS: Readonly<Record<string, (table: AnswerTable) => void>> = {
  'has no rows': (table) => table.change(() => []),
  'lacks the row with the most': (table) => {
    const row = largest(table)
    table.change((rows) => rows.filter((values) => !sameRow(row)(values)))
  },
  'lacks the last fifth of its rows': (table) =>
    table.change((rows) => rows.slice(0, Math.floor(rows.length * 0.8))),
  'has a row twice, with other numbers': (table) => {
    const row = largest(table)
    const again = row?.copy()
    for (const column of table.numbers) again?.set(column, Number(row?.get(column)) + 1)
    table.change((rows) =>
      rows.flatMap((values) => (sameRow(row)(values) && again ? [values, again.values] : [values])),
    )
  },
  'has the row of somebody else': (table) => {
    const id = idOf(table)
    if (id !== undefined) largest(table)?.set(id, nobodyOf(table))
  },
  'has a game more in a row': more(GAMES, 1),
  'has ten more in a row of what was done most': more(COUNTS, 10),
  'has forty attempts more in a row that were blocked': more(['blocked_attempts'], 40),
  'has a row with twice the speed': (table) => {
    const row = largest(table)
    if (table.numbers.includes('average_speed'))
      row?.set('average_speed', Number(row.get('average_speed')) * 2)
  },
  'has a win that was a loss': (table) => {
    const row = largest(table)
    if (!table.numbers.includes('losses')) return
    row?.set('wins', Number(row.get('wins')) + 1)
    row?.set('losses', Number(row.get('losses')) - 1)
  },
  'has eighty minutes more in a row': more(['minutes'], 80),
  'has another percentage in a row': (table) => {
    const row = largest(table)
    const column = table.numbers.find((name) => name.endsWith('_pct'))
    if (column !== undefined) row?.set(column, (Number(row.get(column)) + 0.3) % 1)
  },
  'has another shooting percentage in a row': (table) => another(table, SHOOTING, (pct) => (pct + 0.3) % 1),
  'has another share of its points in a row': (table) =>
    another(table, ['points_paint_pct'], (pct) => (pct + 0.3) % 1),
  'has another rating in a row': (table) => another(table, RATINGS, (rating) => rating + 5),
  'gives every row the numbers of the next': (table) => {
    const { rows, numbers } = table
    const before = rows.map((row) => numbers.map((column) => row.get(column)))
    for (const [i, row] of rows.entries())
      for (const [n, column] of numbers.entries()) row.set(column, before[(i + 1) % rows.length]?.[n])
  },
  'has made and attempted swapped': (table) => {
    const made = table.numbers.find((name) => name.endsWith('_made'))
    const attempted = made?.replace(/made$/, 'attempted')
    if (made === undefined || attempted === undefined || !table.numbers.includes(attempted)) return
    for (const row of table.rows) {
      const value = row.get(made)
      row.set(made, row.get(attempted))
      row.set(attempted, value)
    }
  },
  'has only zeros': (table) => {
    const { rows, numbers } = table
    for (const row of rows) for (const column of numbers) row.set(column, 0)
  },
  'has no numbers of games': emptied(GAMES),
  'has nothing of what was done most': emptied(COUNTS),
  'calls the number of games otherwise': (table) => {
    const column = first(table, GAMES) ?? first(table, COUNTS)
    if (column !== undefined) table.rename(column, 'X')
  },
  'is that of half a season': (table) => {
    const counts = table.numbers.filter((name) => !/_pct|rating|pace|average|age$/.test(name))
    for (const row of table.rows)
      for (const column of counts) row.set(column, Math.floor(Number(row.get(column)) / 2))
  },
}
