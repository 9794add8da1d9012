import type { Column, TableName } from './fields.js'

/**
 * What the stored rows of a dataset are held against: data, which `store/completeness/` interprets. Each kind says
 * what must be there by an independent source, or what must agree with another table.
 */
export type Check =
  EveryLoggedSubject | TwoLinesAGame | PlayersOfBothTeams | RecordsOfTheGames | EveryPlayedGame

/** Every game, team or player with a line in a log has a row. */
export interface EveryLoggedSubject {
  readonly kind: 'every-logged'
  readonly log: 'team_game_logs' | 'player_game_logs'
  readonly subject: 'game_id' | 'team_id' | 'player_id'
  readonly table: TableName
  /** Columns that the row and the line share. */
  readonly on: readonly string[]
}

/** Every game has a line for both teams: by the games, or the standings, or the player log, whichever is there. */
export interface TwoLinesAGame {
  readonly kind: 'two-lines-a-game'
}

/** Both teams of every game have lines of players, which add up to the team's line. */
export interface PlayersOfBothTeams {
  readonly kind: 'players-of-both-teams'
  /** Columns whose sum is the team's value, */
  readonly equal: readonly (Column<'player_game_logs'> & Column<'team_game_logs'>)[]
  /** and those whose sum is at most that: the team's rebounds are nobody's. */
  readonly atMost: readonly (Column<'player_game_logs'> & Column<'team_game_logs'>)[]
}

/** Wins and losses of each team are those of the games. */
export interface RecordsOfTheGames {
  readonly kind: 'records-of-the-games'
}

/** Every game that was played has rows, with the score that the games have. */
export interface EveryPlayedGame {
  readonly kind: 'every-played-game'
  /** Rows that a game has, at least or exactly so many; `played`: only those with this column above 0 count. */
  readonly rows: readonly {
    readonly table: TableName
    readonly count: { readonly least: number } | { readonly exactly: number }
    readonly played?: string
  }[]
  /** The final score: by a line for each team, or the highest of a running score. */
  readonly score?:
    | { readonly table: TableName; readonly points: string; readonly isHome: string }
    | { readonly table: TableName; readonly home: string; readonly away: string }
}

/** A game has two teams with at least five players each. */
export const LEAST_PLAYERS = 5

/** Every game, team or player of a log has a row in a table. The columns shared are named by the row's table. */
export const everyLogged = <T extends TableName>(
  log: EveryLoggedSubject['log'],
  subject: EveryLoggedSubject['subject'] & Column<T>,
  table: T,
  ...further: readonly Column<T>[]
): EveryLoggedSubject => ({ kind: 'every-logged', log, subject, table, on: [subject, ...further] })
