import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import { calendarDate } from '../../season/calendar-date.js'
import type { SeasonScope, SeasonType } from '../../season/season.js'
import { printable } from '../../text/printable.js'
import {
  subjectColumn,
  type Dataset,
  type DatasetRequest,
  type Group,
  type StandIn,
  type StoredSeason,
  type Subject,
  type TableSpec,
  type Transformed,
} from '../dataset.js'
import { anotherQuestion } from './asked-for.js'
import type { Cell, ColumnType } from './cells.js'
import type { Column, Declared, FieldMap, TableName } from './fields.js'
import type { Frame } from './frames.js'
import type { Holds } from './holds.js'
import { Refusal, valueAt, type Draft } from './reader.js'
import { STATS } from './stats-request.js'
import type { Check, OverWhen } from './verify.js'

/** What every declaration says of its dataset. */
export interface About {
  /** What the help text says. */
  readonly title: string
  readonly group?: Group
  /** Headers or paths of the answer that no column holds, by the reason why (`Dataset.leftOut`). */
  readonly leftOut?: Readonly<Record<string, readonly string[]>>
  /** The endpoint asked, as documentation names it. */
  readonly endpoint: string
  /** How people name the endpoint where it answers several questions; `endpoint` by default. */
  readonly called?: string
  /** First season (its starting year) that the endpoint answers for. */
  readonly since: number
  /** Undefined: every season type. */
  readonly seasonTypes?: readonly SeasonType[]
  /** Datasets that must be stored first. */
  readonly needs?: readonly DatasetName[]
  /** Datasets that are stored first where a run has them. */
  readonly follows?: readonly DatasetName[]
  /** Part of a sync that names no datasets. */
  readonly byDefault?: true
  /** An answer without rows is nothing unusual, in any season or in these: a player without awards. */
  readonly emptyIsAnAnswer?: true | readonly string[]
  /** Days for which an answer is fresh (`Dataset.freshFor`); undefined: it is asked for by every sync. */
  readonly freshFor?: number
  /** Rows at which the source cuts an answer (`Dataset.mostRows`). */
  readonly mostRows?: number
  /** Games under way are asked about as well (`Dataset.whileLive`): where a row says that its game was over. */
  readonly whileLive?: OverWhen
  /**
   * Raise it when the same body gives other rows by a change outside of the declaration, in what its functions call: every
   * stored answer is read again. A change of the declaration itself does that alone. 1 unless told otherwise.
   */
  readonly version?: number
  readonly verify?: readonly Check[]
}

/** What a row's judge may look at. */
export interface RowContext {
  readonly table: string
  /** The row as it came. */
  readonly source: unknown
  readonly request: DatasetRequest
  readonly scope: SeasonScope
}

/** Of a row that is right and not this run's: of another season type, say. */
export const LEFT_OUT = Symbol('left out')

/**
 * Looks at a row that was read: completes it in place (`adds` names the columns that no field fills), gives the reason
 * against it, or leaves it out. Undefined: it is right.
 */
export type Judge = (row: Draft, context: RowContext) => Refusal | typeof LEFT_OUT | undefined

/** What every declaration says of a table. */
export interface TableDeclaration<T extends TableName> extends Holds<Column<T>> {
  readonly table: T
  readonly key: readonly Column<T>[]
  readonly fields: Declared<Column<T>>
  /** Columns that `judge` fills, or whose unknown values it leaves out. */
  readonly adds?: { readonly [C in Column<T>]?: ColumnType }
  /** Further cells for `judge` to look at, which are not stored. */
  readonly reads?: FieldMap
  /** Columns that hold the run's season and type: both unless told otherwise. */
  readonly ofScope?: readonly ('season' | 'season_type')[]
  /** Columns whose scope one answer completes; [] where an answer is only a part. */
  readonly completes?: readonly Column<T>[]
  /** A column none of whose values may vanish from the scope altogether, e.g. 'game_id'. */
  readonly guard?: Column<T>
  /** A column whose smaller value never replaces a larger one (the season that a name is of). */
  readonly latestBy?: Column<T>
  /** Only who has a line in this log in the run's season and type is kept, matched by this column. */
  readonly memberOf?: {
    readonly log: 'player_game_logs' | 'team_game_logs'
    readonly by: Column<T>
    /** Only for a table that one answer fills. */
    readonly standIn?: {
      readonly columns: { readonly [C in Column<T>]?: Column<'player_game_logs'> }
      readonly listedTeams: StandIn['listedTeams']
    }
  }
}

/** A dataset's parts, as a factory of the kit puts them together. */
export interface Parts {
  readonly name: DatasetName
  readonly subject: Subject
  readonly about: About
  readonly volatile?: readonly (readonly string[])[]
  readonly bodyTime?: readonly string[]
  readonly emptyIsAnAnswer?: true
  /** Services that the requests go to: stats.nba.com's unless told otherwise. */
  readonly services?: readonly string[]
  readonly tables: readonly TableSpec[]
  /**
   * What else of the declaration decides the rows of an answer (`fingerprintOf`): where they are, and the declaration's own
   * functions, not the kit's.
   */
  readonly decides: Readonly<Record<string, unknown>>
  readonly frame: Frame
  /** Path of the text by which a body may say what it is about; where that is a game or a date, it must be the one asked for. */
  readonly names?: string
  readonly judge?: Judge
  /** Cells that are read for the judge and not stored. */
  readonly reads?: FieldMap
  /** Columns that hold what a request asked for, beside its subject. */
  readonly asked?: Readonly<Record<string, (request: DatasetRequest) => Cell>>
  /** Makes other rows of all those of an answer. */
  readonly fold?: (rows: Iterable<Transformed>, scope: SeasonScope) => Iterable<Transformed>
  readonly requests: (scope: SeasonScope, stored: StoredSeason) => Promise<readonly DatasetRequest[]>
}

/** Puts a dataset together. The one loop over rows: found, read, judged, given the columns of place and scope. */
export function define({
  name,
  subject,
  about,
  tables,
  decides,
  frame,
  names,
  judge,
  reads = {},
  asked = {},
  fold,
  ...parts
}: Parts): Dataset {
  const given = new Map(tables.map(({ name: table, types }) => [table, columnsGiven(types, subject, asked)]))
  const subjectId = subjectColumn(subject)
  const unstored = Object.keys(reads)

  function* rowsOf(
    json: unknown,
    request: DatasetRequest,
    scope: SeasonScope,
  ): Generator<Transformed, void, undefined> {
    let rowNumber = -1
    let member: unknown
    let refused: unknown
    const another =
      (names === undefined ? undefined : ofAnotherBody(json, request, subject, names)) ??
      anotherQuestion(json, request)
    for (const { table, source, read, placed } of frame(json, request)) {
      if (source !== member) rowNumber++ // one member may have rows for several tables
      member = source
      if (refused !== undefined && source === refused) continue
      const context = { table, source, request, scope }
      const judged =
        read instanceof Refusal
          ? read
          : (another ?? ofAnother(read, request, subject, subjectId) ?? judge?.(read, context) ?? read)
      if (judged === LEFT_OUT) continue
      if (judged instanceof Refusal) {
        refused = source
        yield { table, rowNumber, reason: judged.reason, source }
        continue
      }
      const row = Object.assign(judged, placed)
      for (const cell of unstored) delete row[cell]
      for (const { column, value } of given.get(table) ?? [])
        if (!Object.hasOwn(row, column)) row[column] = value(request, scope)
      yield { table, rowNumber, row }
    }
  }

  const empty = parts.emptyIsAnAnswer ?? about.emptyIsAnAnswer
  const { version = 1, byDefault = false, needs = [], verify = [], whileLive, ...said } = about
  return {
    name,
    subject,
    title: said.title,
    ...(said.group !== undefined && { group: said.group }),
    leftOut: said.leftOut ?? {},
    reads: [...Object.values(reads).map(({ from }) => from), ...(names === undefined ? [] : [names])],
    endpoint: said.endpoint,
    ...(said.called !== undefined && { called: said.called }),
    services: parts.services ?? [STATS],
    since: said.since,
    ...(said.seasonTypes !== undefined && { seasonTypes: said.seasonTypes }),
    needs,
    ...(said.mostRows !== undefined && { mostRows: said.mostRows }),
    ...(said.freshFor !== undefined && { freshFor: said.freshFor }),
    ...(said.follows !== undefined && { follows: said.follows }),
    byDefault,
    transformVersion: version,
    decides: { ...decides, reads, names },
    volatile: parts.volatile ?? [],
    ...(parts.bodyTime !== undefined && { bodyTime: parts.bodyTime }),
    ...(empty !== undefined && { emptyIsAnAnswer: empty }),
    ...(whileLive !== undefined && { whileLive }),
    tables,
    verify: whileLive === undefined ? verify : [...verify, { kind: 'read-after-the-end', over: whileLive }],
    requests:
      whileLive === undefined
        ? parts.requests
        : (scope, stored) =>
            parts.requests(scope, { ...stored, playedGames: () => stored.playedGames({ underWay: true }) }),
    transform:
      fold === undefined ? rowsOf : (json, request, scope) => fold(rowsOf(json, request, scope), scope),
  }
}

/** The reason against every row of a body that says that it is about another game or date than was asked for. */
function ofAnotherBody(
  json: unknown,
  { about }: DatasetRequest,
  subject: Subject,
  names: string,
): Refusal | undefined {
  const named = valueAt(json, names.split('.'))
  if (about === undefined || typeof named !== 'string') return undefined
  // An answer may repeat a date in another form than it was asked in.
  return (subject === 'date' ? calendarDate(named) : named) === about
    ? undefined
    : new Refusal(`belongs to another ${subject} (${printable(named, LONGEST_NAME)})`)
}

/** Characters of a game's or date's name in a reason. */
const LONGEST_NAME = 40

/** The reason against a row that says that it is about another game, team, player or date than was asked for. */
function ofAnother(
  row: Draft,
  { about }: DatasetRequest,
  subject: Subject,
  subjectId: string,
): Refusal | undefined {
  const named = row[subjectId]
  return about === undefined || named === undefined || String(named) === about
    ? undefined
    : new Refusal(`belongs to another ${subject} (${String(named)})`)
}

/** The columns of a table that the run's scope and the request fill where the answer does not. */
function columnsGiven(
  types: Readonly<Record<string, ColumnType>>,
  subject: Subject,
  asked: NonNullable<Parts['asked']>,
): readonly { column: string; value: (request: DatasetRequest, scope: SeasonScope) => Cell }[] {
  return [
    { column: 'season', value: (_request: DatasetRequest, scope: SeasonScope) => scope.season },
    { column: 'season_type', value: (_request: DatasetRequest, scope: SeasonScope) => scope.seasonType },
    {
      column: subjectColumn(subject),
      value: ({ about = '' }: DatasetRequest) =>
        subject === 'game' || subject === 'date' ? about : Number(about),
    },
    ...Object.entries(asked).map(([column, value]) => ({ column, value })),
  ].filter(({ column }) => Object.hasOwn(types, column))
}
