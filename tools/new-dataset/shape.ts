import type { Value } from './answer.js'

/** A row of an answer: values by header, or by dotted path. */
export type SourceRow = Readonly<Record<string, Value>>

/** A result set of stats.nba.com. */
export interface ResultSetShape {
  readonly kind: 'result set'
  readonly resultSet: string
  readonly rows: readonly SourceRow[]
  /** In the answer's order, also where it has no rows. */
  readonly headers: readonly string[]
  /** Names of the answer's other result sets. */
  readonly others: readonly string[]
}

/** A V3 box score. */
export interface BoxShape {
  readonly kind: 'box'
  readonly root: string
  readonly gameId: string
  readonly players: readonly SourceRow[]
  readonly teams: readonly SourceRow[]
  /** Paths of what is neither in a player's line nor in a team's, and lists in the lines. */
  readonly others: readonly string[]
}

/** A list in a nested body. */
export interface ListShape {
  readonly kind: 'list'
  readonly list: string
  /** Path of the text that says what the body is about, and that text. */
  readonly names: string
  readonly named: string
  readonly rows: readonly SourceRow[]
  /** Lists inside the rows: no columns. */
  readonly inner: readonly string[]
  /** Paths of what is outside the list. */
  readonly others: readonly string[]
}

export type Shape = ResultSetShape | BoxShape | ListShape

/** What a person chose where an answer has several of it. */
export interface Choice {
  readonly resultSet?: string | undefined
  readonly list?: string | undefined
}
