import type { SeasonScope, SeasonType } from '../season/season.js'
import type { SourceRequest } from '../sources/source.js'
import type { Cell, ColumnType } from './kit/cells.js'
import type { FieldMap } from './kit/fields.js'
import type { Holds } from './kit/holds.js'
import type { Check, OverWhen } from './kit/verify.js'

/** Groups of datasets that people ask for together. */
export const GROUPS = [
  'league', // games, teams, players, standings, playoffs
  'game-logs', // a line for each game, the season in one answer
  'box-scores', // a request for each game
  'play-by-play',
  'live', // files of games that are under way, or have ended
  'season-stats', // a season's totals
  'tracking', // what cameras and people count: speed, touches, hustle
  'shooting', // shots by place
  'lineups', // who was on the floor
  'rosters', // who is in a team, and its people
  'draft',
  'history', // once, not by season
] as const
export type Group = (typeof GROUPS)[number]

/** What one request of a dataset is about. */
export const SUBJECTS = ['season', 'team', 'game', 'player', 'date'] as const
export type Subject = (typeof SUBJECTS)[number]

/** The column that holds what a request is about; none of a season's, whose columns are the run's. */
export const subjectColumn = (subject: Subject): string =>
  subject === 'date' ? 'game_date' : `${subject}_id`

/** One question to a source, with the endpoint's name as documentation has it, e.g. 'leaguegamelog'. */
export interface DatasetRequest extends SourceRequest {
  readonly endpoint: string
  /** Id of what the request is about: a game's, team's or player's id, a date; undefined where that is the season. */
  readonly about?: string
}

/** A table that a dataset fills. Its columns are written by this dataset alone. */
export interface TableSpec extends Holds {
  readonly name: string
  readonly key: readonly string[]
  /** Every column that the dataset writes, keys included, provenance excluded. */
  readonly columns: readonly string[]
  /** Header (or dotted path) of the answer that fills a column; the others follow from the request or from what was read. */
  readonly from: Readonly<Record<string, string>>
  /** The same columns with their types; undefined of a table that was made without the kit. */
  readonly fields?: FieldMap
  /** Where the rows are in the answer: result sets, or a path; '*' stands for any characters, '' for the answer's top. */
  readonly within?: string | readonly string[]
  /** What each column takes; a test and the worker's start compare it with the database. */
  readonly types: Readonly<Record<string, ColumnType>>
  /**
   * What one complete answer completes: these columns, with these values as text. A stored row of that scope which the
   * answer lacks is removed, unless a guard or one of the table's `Holds` keeps it.
   */
  readonly completes?: {
    readonly columns: readonly string[]
    readonly values: (request: DatasetRequest, scope: SeasonScope) => readonly string[]
    /** A column none of whose values may vanish from the scope altogether, e.g. 'game_id'. */
    readonly guard?: string
  }
  /** A column whose smaller value never replaces a larger one (the season that a name is of). */
  readonly latestBy?: string
  /** Only rows that appear here in the run's season and type are kept: `players` holds who has a game log, never the whole historical list. */
  readonly memberOf?: {
    readonly table: string
    readonly columns: readonly string[]
    readonly standIn?: StandIn
  }
}

/**
 * What the log knows of a member that the answer lacks: the member gets a row from its latest line. With it, a row whose
 * lines are gone goes too, and so does one that neither the answer nor a line of its own supports.
 */
export interface StandIn {
  /** Columns of the table, its key among them, and the column of the log that fills each. */
  readonly columns: Readonly<Record<string, string>>
  /** Ids of the teams all of whose members the source lists, but for a few; foreign clubs of exhibitions are no such. */
  readonly listedTeams: { readonly from: number; readonly below: number }
}

export type Row = Readonly<Record<string, Cell>>

/** What a transform gives for each row of an answer: a row for a table, or the reason why not; and its place in the answer, from 0. */
export type Transformed =
  | { readonly table: string; readonly row: Row; readonly rowNumber?: number }
  | { readonly table: string; readonly rowNumber: number; readonly reason: string; readonly source: unknown }

/** What a dataset that asks nothing reads: the stored rows of a game. */
export interface DerivedFrom {
  /** The table to whose answers its rows belong. */
  readonly answers: string
  /** The columns that it reads, by table; the first one orders the rows. A game without rows in one of them waits for them. */
  readonly reads: Readonly<Record<string, readonly string[]>>
  /** Those of the tables without whose rows a game is derived all the same. */
  readonly mayLack: readonly string[]
}

/** The rows of a game, by table: what the transform of such a dataset gets in place of an answer. */
export type StoredRows = Readonly<Record<string, readonly Row[]>>

/** What a dataset may know of the database when it plans. */
export interface StoredSeason {
  /**
   * Games of the season and type that have been played, by `games` or a game log, in order; not those known as never played.
   * `underWay`: also those that are under way by `games`.
   */
  playedGames(also?: { readonly underWay: true }): Promise<readonly string[]>
  /** Teams with a game or a line in the season and type, in order. */
  teams(): Promise<readonly string[]>
  /** Players with a line in the season and type, in order. */
  players(): Promise<readonly string[]>
}

/**
 * One kind of request and the tables that it fills. A file in `nba/` or `rest/` that declares one with the kit, its
 * Prisma model and its migration are all there is to add one.
 */
export interface Dataset {
  readonly name: string
  /** What the help text says. */
  readonly title: string
  /** Undefined: it is asked for by its name alone. */
  readonly group?: Group
  /** The endpoint asked, as documentation names it. */
  readonly endpoint: string
  /** How people name the endpoint where it answers several questions: 'teamgamelogs Advanced'. */
  readonly called?: string
  /**
   * Headers or paths of the answer that no column holds, with all below them, by the reason why; '*' stands for any
   * characters. Those of a column's row are named as in `from`, others from the top: 'OtherSet', 'game.videoAvailable'.
   */
  readonly leftOut: Readonly<Record<string, readonly string[]>>
  /** Headers or paths of the answer that are read to judge a row, or the answer, and not stored. */
  readonly reads: readonly string[]
  /** Services of the source that its requests go to; undefined: any. */
  readonly services?: readonly string[]
  readonly subject: Subject
  /** First season (its starting year) that the endpoint answers for. */
  readonly since: number
  readonly seasonTypes?: readonly SeasonType[]
  /** Datasets that must be stored first. */
  readonly needs: readonly string[]
  /** Datasets that are stored first where a run has them. */
  readonly follows?: readonly string[]
  /** Part of a sync that names no datasets. Datasets with a request for each game are not. */
  readonly byDefault: boolean
  /** Raise it when `transform` gives other rows for the same body and nothing else of the fingerprint changes. */
  readonly transformVersion: number
  /**
   * What of the declaration decides the rows of an answer, beside its tables: a part of its fingerprint. Undefined of a
   * dataset that was made without the kit.
   */
  readonly decides?: Readonly<Record<string, unknown>>
  /** Paths that change from answer to answer and say nothing, left out of the content hash. */
  readonly volatile: readonly (readonly string[])[]
  /** Path of the ISO time at which the source made the body: an answer older than the merged one comes from a stale cache. */
  readonly bodyTime?: readonly string[]
  /** An answer without rows is nothing unusual, in any season or in these: a date without games. */
  readonly emptyIsAnAnswer?: boolean | readonly string[]
  /** Rows at which the source cuts an answer: one with so many is never complete, removes nothing, and is reported. */
  readonly mostRows?: number
  /**
   * Days for which a merged answer is fresh, 1 for the day itself: it is not asked for again then, nor in a season that
   * was over when it came. Not for datasets with a request for each game, whose answers settle by the game's date.
   */
  readonly freshFor?: number
  /**
   * Games under way are asked about as well; an answer about one is never final. What verify finds about a game that is under
   * way counts nothing, and one that has ended has to be read once more.
   */
  readonly whileLive?: OverWhen
  readonly tables: readonly TableSpec[]
  /** It asks nothing: its requests are those of another dataset, whose stored rows it reads. */
  readonly derivedFrom?: DerivedFrom
  /** What the stored rows are held against; the store interprets it. Empty: nothing independent is there. */
  readonly verify: readonly Check[]
  requests(scope: SeasonScope, stored: StoredSeason): Promise<readonly DatasetRequest[]>
  /**
   * The rows of one answer. Pure: the same body and request give the same rows.
   * Throws SourceError ContractBroken when the answer has another shape than the dataset knows.
   */
  transform(json: unknown, request: DatasetRequest, scope: SeasonScope): Iterable<Transformed>
}
