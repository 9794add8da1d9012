import { plain, type Value } from './answer.js'
import type { CellName } from './cell-type.js'

/** A column with its values in all rows of the answer. */
export interface Column {
  readonly column: string
  /** Header, or path. */
  readonly from: string
  readonly type: CellName
  readonly values: readonly Value[]
  /** Some rows of the answer lack it altogether. */
  readonly optional?: true
}

/** Columns that tell the rows of one answer apart, and whether their kind leaves no doubt. */
export interface Key {
  readonly columns: readonly string[]
  readonly sure: boolean
}

/** More columns than these are no key that anybody would choose. */
const MOST = 4
/** So many rows with another player, team or action each are no accident. */
const ENOUGH = 10
/** Columns that can be tried in all combinations. */
const CANDIDATES = 16

/**
 * The fewest columns that tell the rows apart: ids first, then numbers within a game, dates and texts. Undefined where
 * none do. `given`: the columns that are part of the key in any case, of the scope and of what the answer is about.
 */
export function keyOf(columns: readonly Column[], rows: number, given: readonly string[]): Key | undefined {
  if (rows === 1 && given.length > 0) return { columns: [], sure: false }
  const candidates = columns
    .filter(({ column }) => !given.includes(column))
    .map((column) => ({ ...column, rank: rankOf(column) }))
    .filter(({ rank }) => rank !== undefined)
    .toSorted((a, b) => Number(a.rank) - Number(b.rank))
    .slice(0, CANDIDATES)
  for (let size = 1; size <= MOST; size++)
    for (const chosen of combinations(candidates, size))
      if (tellsApart(chosen, rows))
        return {
          columns: chosen.map(({ column }) => column),
          sure: chosen.length === 1 && Number(chosen[0]?.rank) < 2 && rows >= ENOUGH,
        }
  return undefined
}

/** How good a column is as a part of a key, from 0; undefined: it is none. */
function rankOf({ column, type, values }: Column): number | undefined {
  const filled = values.every((value) => value !== null && value !== '' && value !== 0)
  if (['player_id', 'team_id', 'game_id'].includes(column)) return filled ? 0 : undefined
  if (/(^|_)id$/.test(column)) return filled ? 1 : undefined
  if (type === 'count' && /(number|num|order|sequence|period|year|year_?awarded|value)$/.test(column))
    return filled ? 2 : undefined
  if (type === 'dateOrNone') return filled ? 3 : 6
  if (type === 'textOrNull' || type === 'numeral') return filled ? (/slug|name/.test(column) ? 5 : 4) : 6
  return undefined
}

function tellsApart(columns: readonly Column[], rows: number): boolean {
  const seen = new Set<string>()
  for (let row = 0; row < rows; row++)
    seen.add(JSON.stringify(columns.map(({ values }) => plain(values[row] ?? null))))
  return seen.size === rows
}

function* combinations<T>(from: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield []
    return
  }
  for (const [at, first] of from.entries())
    for (const rest of combinations(from.slice(at + 1), size - 1)) yield [first, ...rest]
}
