import type { Column, TableName } from './fields.js'

/**
 * What the stored rows of a dataset are held against: data, which `store/completeness/` interprets. Each kind says
 * what must be there by an independent source, what must agree with another table, or what must agree within a row.
 */
export type Check = (
  | EveryLoggedSubject
  | TwoLinesAGame
  | PlayersOfBothTeams
  | SumsOfTheTeams
  | RecordsOfTheGames
  | EveryPlayedGame
  | GamesAndLines
  | SidesOfTheGames
  | ResultsInTime
  | WholeSeason
  | SameValues
  | RulesOfALine
  | PeriodsOfTheGames
  | LinesOfItsTeams
  | ResultsOfThePoints
  | NamesOfThePlayers
  | TotalsOfTheLines
  | RatiosOfTheLines
  | LinesOfTheSeason
  | MirroredLines
  | TeamsOfTheSeason
  | CountsOfTheLines
  | DerivedGames
  | PointsOfThePeriods
  | SumsOfRows
  | SumsOfTheSeason
  | PlayersOfItsTeams
  | PicksOfTheDrafts
  | FranchisesOfTheSeason
  | AsManyWonAsLost
  | RecordsOfTheCup
  | SamePeople
  | ReadAfterTheEnd
  | ActionsOfTheGame
  | RepeatedValues
  | SeasonSoFar
  | NeverBoth
  | CourseOfTheGame
  | WinsOverTheOpponent
  | OnAndOff
) &
  Noted

/** What every check may say of itself. */
export interface Noted {
  /** It has not been seen to hold on real answers yet: all that it finds is one note, and leaves no run incomplete. */
  readonly noted?: true
}

/** Every game, team or player with a line in a log has a row. */
export interface EveryLoggedSubject {
  readonly kind: 'every-logged'
  readonly log: 'team_game_logs' | 'player_game_logs'
  readonly subject: 'game_id' | 'team_id' | 'player_id'
  readonly table: TableName
  /** A log whose lines another check of the dataset covers: what it has is not named twice. */
  readonly butFor?: 'team_game_logs'
  /** Columns that the row and the line share. */
  readonly on: readonly string[]
  /** A season of which the table has nothing is no matter of this check: the answer was empty. */
  readonly unlessEmpty?: true
}

/** Every game has a line for both teams: by the games, or the standings, or the player log, whichever is there. */
export interface TwoLinesAGame {
  readonly kind: 'two-lines-a-game'
}

/** Both teams of every game have lines of players. */
export interface PlayersOfBothTeams {
  readonly kind: 'players-of-both-teams'
}

/** The lines of a team's players add up to the team's line of the game. */
export interface SumsOfTheTeams {
  readonly kind: 'sums-of-the-teams'
  readonly players: TableName
  readonly teams: TableName
  /** Columns whose sum is the team's value, */
  readonly equal: readonly string[]
  /** those whose sum is at most that (a team has rebounds and turnovers of nobody), */
  readonly atMost: readonly string[]
  /** those of which no line has more than the team: what came about while a player was on the floor, */
  readonly each?: readonly string[]
  /** those of which each of the five on the floor has all: the sum is five times the team's value, */
  readonly fiveTimes?: readonly string[]
  /** and one that is rounded to a minute in each line; not where the table lists only some of who played. */
  readonly minutes?: string
}

/** Wins and losses of each team are those of the games, by `games`, otherwise by the team game logs. */
export interface RecordsOfTheGames {
  readonly kind: 'records-of-the-games'
}

/** Games and lines of the logs agree: date, teams, home side, score, and neither has a game that the other lacks. */
export interface GamesAndLines {
  readonly kind: 'games-and-lines'
  readonly log: 'team_game_logs' | 'player_game_logs'
  /** Games of that log are left to another check: what disagrees with both logs is not named twice. */
  readonly butFor?: 'team_game_logs'
  /** Only games with a result count: the date and the teams of one that was not played yet say nothing against the log. */
  readonly played?: true
}

/** Each game has the lines of its own two teams, on their own sides. */
export interface SidesOfTheGames {
  readonly kind: 'sides-of-the-games'
  readonly table: TableName
  readonly isHome: string
}

/** A game has a result some days after its date, unless it was cancelled or postponed. */
export interface ResultsInTime {
  readonly kind: 'results-in-time'
}

/** Each team of a regular season that is over has all its games. */
export interface WholeSeason {
  readonly kind: 'whole-season'
}

/** Two tables have the same values for the same line, as far as the other table's season fills them. */
export interface SameValues {
  readonly kind: 'same-values'
  readonly table: TableName
  readonly with: TableName
  readonly on: readonly string[]
  readonly columns: readonly string[]
  /** Differences that rounding explains, by column. */
  readonly within?: Readonly<Record<string, number>>
  /** Column with the name of the line's team or player. */
  readonly who: string
  /** Lines with this column filled must be in both tables, in games that both have. */
  readonly played?: string
  /** The table lists only some of who played: only its own lines must be in the other. */
  readonly mayLack?: true
}

/** What must agree within one row. */
export interface RulesOfALine {
  readonly kind: 'rules-of-a-line'
  readonly table: TableName
  /** Column of the game, the team or the player that a row is about, or of the season where it is of the whole league. */
  readonly subject: 'game_id' | 'team_id' | 'player_id' | 'season'
  /** The rows have a season and no season type, or neither: those of all seasons are looked at. */
  readonly of?: 'season' | 'history'
  /** Column with the name of the row's team or player. */
  readonly who?: string
  /** Only rows with this column filled have to be whole: a box score lists players who did not play. */
  readonly played?: string
  readonly rules: readonly LineRule[]
}

/** A rule counts where most rows of the season fill its columns. */
export type LineRule =
  /** A column that is filled in every row, as far as most rows of the season fill it. */
  | { readonly rule: 'filled'; readonly columns: readonly string[] }
  /** A column that no season lacks: from so many rows on, not all are empty or 0, or at least this share is not. */
  | {
      readonly rule: 'used'
      readonly columns: readonly string[]
      readonly from: number
      readonly share?: number
    }
  /** A column is at most another: field goals made and attempted. */
  | { readonly rule: 'at-most'; readonly column: string; readonly most: string }
  /** A share of 1, to three digits, of the sum of some columns; null where that is 0. */
  | {
      readonly rule: 'share'
      readonly column: string
      readonly part: string
      /** What counts beside the part, weighted: half a field goal more for each three. */
      readonly plus?: Readonly<Record<string, number>>
      readonly of: readonly string[]
    }
  /** A column is the weighted sum of others: points. */
  | {
      readonly rule: 'total'
      readonly column: string
      readonly of: Readonly<Record<string, number>>
      /** Parts that count 0 where they are empty: there were no threes before 1979-80. */
      readonly orNone?: readonly string[]
      /** A difference that rounding explains, */
      readonly within?: number
      /** and whether the rule counts only in a season that has each part above 0: it may have kept the total alone. */
      readonly whereUsed?: true
    }
  /** Shares that together are 1, each to three digits, or all 0. */
  | { readonly rule: 'whole'; readonly shares: readonly string[] }
  /** No game that was ever played has a value outside these bounds. */
  | { readonly rule: 'between'; readonly column: string; readonly least: number; readonly most?: number }
  /** Two records such as '25-16' add up to the wins and losses, but for games on neutral ground. */
  | {
      readonly rule: 'record'
      readonly column: string
      readonly and: string
      readonly wins: string
      readonly losses: string
    }
  /** A game that has ended (`status` 3) has a winner. */
  | { readonly rule: 'no-tie'; readonly column: string; readonly from: string; readonly status: string }
  /** A rate by some minutes: so many of a column in the minutes of another. The source counts both otherwise for the rate. */
  | {
      readonly rule: 'rate'
      readonly column: string
      readonly of: string
      readonly minutes: string
      /** Minutes of the rate: 48, or five times as many where the minutes are those of a team's five players. */
      readonly by: number
      /** How far apart the two may be: so many of `of`, and this share of it. */
      readonly within: { readonly number: number; readonly share: number }
    }
  /** Two columns differ: a team never plays itself. */
  | { readonly rule: 'differ'; readonly column: string; readonly from: string }

/** Each player's line is of a game that another source has, under a team of that game, and agrees with the team's line. */
export interface LinesOfItsTeams {
  readonly kind: 'lines-of-its-teams'
}

/** The two lines of a game agree: the result is that of the points, and each line names the other team. */
export interface ResultsOfThePoints {
  readonly kind: 'results-of-the-points'
}

/** Players have the names that the season's player game log has: both are today's, also in old seasons. */
export interface NamesOfThePlayers {
  readonly kind: 'names-of-the-players'
  readonly table: TableName
  /** Columns that make up the name. */
  readonly name: readonly string[]
  /** What a row is of: a season, or all of history. */
  readonly of: 'season' | 'history'
}

/**
 * Each year from the first draft on has one, with its picks from the first to the last once; players have the picks that
 * player_seasons knows.
 */
export interface PicksOfTheDrafts {
  readonly kind: 'picks-of-the-drafts'
}

/**
 * Franchises have played in a season of their years, and who has played is a franchise, with games where it began before;
 * two lists of them agree.
 */
export interface FranchisesOfTheSeason {
  readonly kind: 'franchises-of-the-season'
  readonly table: TableName
  /** Columns with the first and the last year. */
  readonly years: { readonly from: string; readonly to: string }
  /** Column with the number of games, where the list has one. */
  readonly games?: string
  /** The other list, whose franchises have the same first year. */
  readonly with: { readonly table: TableName; readonly from: string }
}

/** All teams together have won as often as they lost. */
export interface AsManyWonAsLost {
  readonly kind: 'as-many-won-as-lost'
  readonly table: TableName
  /** The rows have a season, or one and a season type; otherwise they are of all of history. */
  readonly of?: 'season' | 'season-type'
  /** A column that one team has as much above 0 as the other below. */
  readonly zero?: string
  /** Columns of what is done to a team, by those of what it does; 0 in all rows where the season did not keep it. */
  readonly even?: Readonly<Record<string, string>>
  /** A column that is true in the rows that count. */
  readonly only?: string
}

/** A team's wins, losses and points in its group of the cup are those of the games that the cup lists for it. */
export interface RecordsOfTheCup {
  readonly kind: 'records-of-the-cup'
  readonly table: TableName
}

/** Other tables of the season list the same players. */
export interface SamePeople {
  readonly kind: 'same-people'
  readonly table: TableName
  readonly with: readonly TableName[]
}

/**
 * The running score of a play-by-play rises by the points of each action, on the side of its team; who acts on the floor has
 * a line for that team in a box score.
 */
export interface ActionsOfTheGame {
  readonly kind: 'actions-of-the-game'
  readonly table: TableName
  /** Column that puts the actions in order. */
  readonly order: string
  /** The box score's lines. */
  readonly people: TableName
  /** Types of actions that nobody beside the floor has. */
  readonly onTheFloor: readonly string[]
}

/** Where a stored row says that its game was over as the answer was read: the value of a column. */
export interface OverWhen {
  readonly table: TableName
  readonly column: string
  readonly value: string | number
}

/** What is stored of a game that has ended was read after its end. */
export interface ReadAfterTheEnd {
  readonly kind: 'read-after-the-end'
  readonly over: OverWhen
}

/** Totals of the season are those of the lines in a log: a player's or, by `log`, a team's. */
export interface TotalsOfTheLines {
  readonly kind: 'totals-of-the-lines'
  readonly table: TableName
  readonly log?: 'team_game_logs'
  /** The rows have a season and no season type: they are of the regular season. */
  readonly of?: 'season'
  /** Rows of a player who has several are left out: each is of one of his teams, or of all. */
  readonly alone?: true
  /** The lines are those of a team's opponents. */
  readonly opponents?: true
  /** Columns that are the sum of the same column of the lines, */
  readonly sums?: readonly string[]
  /** those that add up to the sum of a column of the lines: shots by place, */
  readonly parts?: Readonly<Record<string, readonly string[]>>
  /** those that count lines: all, those of games won or lost, those with ten or more of so many statistics, */
  readonly counts?: Readonly<Record<string, 'all' | 'won' | 'lost' | { readonly tens: number }>>
  /** and one that is rounded to a minute in each line; a team's are those of one of its five players. */
  readonly minutes?: string
  /** Minutes of an average game. */
  readonly minutesPerGame?: string
  /** Differences that corrections explain, by column: the source makes them in one of its tables first. */
  readonly within?: Readonly<Record<string, number>>
  /** Column with the name of the player or team. */
  readonly who: string
  /** Games or shots may lack that were not tracked: a total may be below that of the lines. */
  readonly mayLack?: true
  /** Another check of the dataset tells who has no line. */
  readonly further?: true
  /** Only columns count that some row has above 0: the season may not have kept them. */
  readonly whereUsed?: true
}

/** Counts of a further table for the same line, of which the other table has no columns. */
export interface FurtherCounts {
  readonly with: TableName
  readonly columns: readonly string[]
}

/** Ratios are those of the counts that another table has for the same line. */
export interface RatiosOfTheLines {
  readonly kind: 'ratios-of-the-lines'
  readonly table: TableName
  readonly with: TableName
  readonly on: readonly string[]
  readonly and?: FurtherCounts
  /** By column: weighted sums of counts, and the digits to which the source rounds. */
  readonly ratios: Readonly<
    Record<
      string,
      {
        readonly part: Readonly<Record<string, number>>
        readonly of: Readonly<Record<string, number>>
        readonly digits: number
      }
    >
  >
  /** Column with the name of the line's team or player. */
  readonly who: string
}

/**
 * Another answer about the season has a line for each row, with the same values. While a team's games of yesterday and
 * today arrive, and where the two answers are of different days, a difference is a note.
 */
export interface LinesOfTheSeason {
  readonly kind: 'lines-of-the-season'
  readonly table: TableName
  readonly with: TableName
  readonly subject: 'player_id' | 'team_id'
  /** Columns of both tables. */
  readonly columns: readonly string[]
  /** Ratios of counts that the other table has, or a further one. */
  readonly ratios: RatiosOfTheLines['ratios']
  readonly and?: FurtherCounts
  /** Column with the name of the row's player or team. */
  readonly who: string
}

/**
 * Several rows add up to a line of another table: a player's spells on the floor to the minutes. Differences are notes,
 * since that was seen in one real game only.
 */
export interface SumsOfRows {
  readonly kind: 'sums-of-rows'
  readonly table: TableName
  readonly with: TableName
  /** Columns that tell whose line it is, by the line's column. */
  readonly on: Readonly<Record<string, string>>
  /** Weighted sums of the rows' columns, by the line's column. */
  readonly sums: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Differences that rounding explains, by column. */
  readonly within?: Readonly<Record<string, number>>
  /** Column with the name of the line's team or player. */
  readonly who: string
}

/**
 * All rows of a season add up to what those of another table do: the players' to the teams'. While games of yesterday and
 * today arrive, and where the two answers are of different days, a difference is a note.
 */
export interface SumsOfTheSeason {
  readonly kind: 'sums-of-the-season'
  readonly table: TableName
  readonly with: TableName
  /** Columns of both tables. */
  readonly columns: readonly string[]
  /** A difference that corrections explain. */
  readonly within: number
}

/**
 * A row repeats values of another table's row that it names: of the last meeting, of a team. Where that row is not stored
 * nothing is compared.
 */
export interface RepeatedValues {
  readonly kind: 'repeated-values'
  readonly table: TableName
  readonly with: TableName
  /** Columns that name the other row, by its own columns. */
  readonly on: Readonly<Record<string, string>>
  /** Columns with its values, by its own columns; several are one text, with a blank between them. */
  readonly values?: Readonly<Record<string, string | readonly string[]>>
  /** Differences that rounding explains, by the other row's column. */
  readonly within?: Readonly<Record<string, number>>
  /** A column that is true in the rows that count. */
  readonly only?: string
  /** Values of the other table's rows that count. */
  readonly among?: Readonly<Record<string, number | boolean>>
  /** One of the columns of `on`: where the other table has rows with this value alone, it lacks the one that is named. */
  readonly known?: string
  /** What a row of the table is of. */
  readonly of: 'game' | 'season-type' | 'season' | 'history'
  /** Column of the game, the team or the player that a finding is about, or of the season. */
  readonly subject: 'game_id' | 'team_id' | 'player_id' | 'season'
  /** Column with the name of the row's team or player. */
  readonly who?: string
}

/**
 * What the summary of a game says of the season is what the team game log says: each team's record after the game, and that no
 * later game was the last meeting. Who leads the series has won more often.
 */
export interface SeasonSoFar {
  readonly kind: 'season-so-far'
}

/**
 * A team's wins and losses against another are those of the team game log, which an answer counts until the day when it was
 * made.
 */
export interface WinsOverTheOpponent {
  readonly kind: 'wins-over-the-opponent'
  readonly table: TableName
  readonly team: string
  readonly opponent: string
  readonly wins: string
  readonly losses: string
  /** Column with the date of the game that a row is of, which counts. Otherwise the rows are of the season, as of lately. */
  readonly after?: string
}

/**
 * What a team did with a player on the floor and off it makes the team's line of the season; of a player who came or went
 * meanwhile it is at most that.
 */
export interface OnAndOff {
  readonly kind: 'on-and-off'
  readonly table: TableName
  /** The teams' lines. */
  readonly with: TableName
  /** Columns of both tables; the minutes tell of whom all of the season is there. */
  readonly columns: readonly string[]
  readonly minutes: string
  /** Column with the name of the player. */
  readonly who: string
}

/** Nobody has a row in both tables: who was inactive has no minutes. */
export interface NeverBoth {
  readonly kind: 'never-both'
  readonly table: TableName
  readonly with: TableName
  /** Columns of a game and a player. */
  readonly on: readonly string[]
  /** Only rows of the other table with this column filled count. */
  readonly played: string
  /** Column with the name of the player. */
  readonly who: string
}

/** What the score of a play-by-play tells of a game or of a team in it. */
export type OfTheCourse = 'periods' | 'lead-changes' | 'times-tied' | 'largest-lead' | 'seconds-leading'

/** Leads and ties are those of the running score of a play-by-play. */
export interface CourseOfTheGame {
  readonly kind: 'course-of-the-game'
  readonly table: TableName
  readonly actions: 'play_by_play' | 'live_play_by_play'
  /** Column that puts the actions in order. */
  readonly order: string
  /** By column of the table: what it says. */
  readonly columns: Readonly<Record<string, OfTheCourse>>
  /** The table that says which team of a game is at home; not where the rows are of games. */
  readonly homeAway?: TableName
}

/** A team's rows have some players with a line for that team: they are not another team's. */
export interface PlayersOfItsTeams {
  readonly kind: 'players-of-its-teams'
  readonly table: TableName
  /** Players of a team who have a line for it, at least. */
  readonly least: number
}

/** What one team's line of a game says, the other's says of its opponent. */
export interface MirroredLines {
  readonly kind: 'mirrored-lines'
  readonly table: TableName
  /** By column: the other line's column with the same value, */
  readonly columns: Readonly<Record<string, string>>
  /** and the one with which it is 1: shares of what only one of the two can have. */
  readonly wholes?: Readonly<Record<string, string>>
}

/** Rows are of teams that another table of the season has, once each team must have played. */
export interface TeamsOfTheSeason {
  readonly kind: 'teams-of-the-season'
  readonly table: SeasonsTeams
  readonly among: SeasonsTeams
  /** Column with what a row is about: its game or player. */
  readonly who: string
}

/** Rows of single events (shots) are as many as the lines of a log count. Differences only explain: they are notes. */
export interface CountsOfTheLines {
  readonly kind: 'counts-of-the-lines'
  readonly table: TableName
  readonly with: 'player_game_logs' | 'team_game_logs'
  /** Columns that tell whose line it is, the game among them. */
  readonly on: readonly string[]
  /** By column of the log: what is counted, all rows or those in which a column is true. */
  readonly counts: Readonly<Record<string, string>>
  /** The log's column with the name of the line's player or team. */
  readonly who: string
}

/** Tables with teams, a season's each. */
export type SeasonsTeams = 'games' | 'team_game_logs' | 'player_seasons' | 'player_season_stats'

/** Each period of a played game begins and ends, the last score is the final one, and nothing scores after the end. */
export interface PeriodsOfTheGames {
  readonly kind: 'periods-of-the-games'
}

/**
 * Every played game with play-by-play and box score has its stints and possessions, which agree with the box score in
 * players, minutes and points; a game that does not fit is listed with the reason.
 */
export interface DerivedGames {
  readonly kind: 'derived-games'
}

/** A team's points of each period are those of the play-by-play. */
export interface PointsOfThePeriods {
  readonly kind: 'points-of-the-periods'
  readonly table: TableName
  /** The columns with the points, one for each period from the first. */
  readonly periods: readonly string[]
  /** The table that says which team of a game is at home. */
  readonly homeAway: TableName
}

/** Every game that was played has rows, with the score that the games have. */
export interface EveryPlayedGame {
  readonly kind: 'every-played-game'
  /**
   * Rows that a game has, at least or exactly so many, or at least so many of each team; `played`: only those with this
   * column above 0 count.
   */
  readonly rows: readonly {
    readonly table: TableName
    readonly count:
      { readonly least: number } | { readonly exactly: number } | { readonly ofEachTeam: number }
    readonly played?: string
  }[]
  /** The final score: by a line for each team, or the last of a running score. */
  readonly score?:
    | { readonly table: TableName; readonly points: string; readonly isHome: string }
    | { readonly table: TableName; readonly home: string; readonly away: string; readonly order: string }
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
