import type { TableName } from './fields.js'

/**
 * Another table that may know a row: for columns of the row, by name, the columns there that may have the same value. A
 * game's team, for example, is its home or its away team.
 */
export interface Witness {
  readonly table: TableName
  readonly columns: Readonly<Record<string, readonly string[]>>
  /** Columns with the row's first and last year: the witness speaks of the rows whose years have one of its seasons. */
  readonly years?: { readonly from: string; readonly to: string }
}

/** Lines that add up to the line of another table, e.g. the players of a game to their team. */
export interface SumOf<C extends string = string> {
  readonly table: TableName
  /** Columns that tell whose line it is, of the same name in both tables. */
  readonly on: readonly C[]
  /** Columns whose sum is the other line's value, */
  readonly equal: readonly C[]
  /** and those whose sum is that but for rounding, with what one line's rounding may add. */
  readonly within?: { readonly [K in C]?: number }
}

/**
 * What an answer of this table may not empty or remove: data, which `store/merge/` interprets. What is held leaves the
 * run incomplete, until an honest answer comes or a person accepts the removals.
 */
export interface Holds<C extends string = string> {
  /** Columns that may ordinarily become empty in a whole answer. */
  readonly mayEmpty?: readonly C[]
  /** Columns that few rows have, and a whole answer never lacks: the running score. */
  readonly neverEmpty?: readonly C[]
  /** Number of rows from which on an answer's emptied columns are held; 5 unless told otherwise. */
  readonly emptiedFrom?: number
  /** A column that a row has (above 0) whenever it has any of the others (above 0). */
  readonly filledWith?: { readonly column: C; readonly columns: readonly C[] }
  /** A column that does not fall below this value once it has reached it: a final game is never unplayed again. */
  readonly neverBack?: { readonly column: C; readonly from: number }
  /** Lines are removed only where the sums that held before hold afterwards. */
  readonly holdsSumOf?: SumOf<C>
  /** Other sources of the guarded value: one that none of them has may vanish. */
  readonly knownBy?: readonly Witness[]
  /** A row that one of these tables knows is not removed. */
  readonly keptBy?: readonly Witness[]
  /** Rows that may vanish without alarm where no other source knows them, up to `most` at once: games that never began. */
  readonly mayVanish?: { readonly column: C; readonly value: number; readonly most: number }
}

/** The holds of a declaration, without its other members. */
export function holdsOf(declared: Holds): Holds {
  const { mayEmpty, neverEmpty, emptiedFrom, filledWith, neverBack } = declared
  const { holdsSumOf, knownBy, keptBy, mayVanish } = declared
  return {
    ...(mayEmpty && { mayEmpty }),
    ...(neverEmpty && { neverEmpty }),
    ...(emptiedFrom !== undefined && { emptiedFrom }),
    ...(filledWith && { filledWith }),
    ...(neverBack && { neverBack }),
    ...(holdsSumOf && { holdsSumOf }),
    ...(knownBy && { knownBy }),
    ...(keptBy && { keptBy }),
    ...(mayVanish && { mayVanish }),
  }
}
