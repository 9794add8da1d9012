import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'
import type { Dataset, DatasetRequest, Subject } from '../dataset.js'
import { cell, columnType, type ColumnType } from './cells.js'
import {
  define,
  type About,
  type Judge,
  type Parts,
  type RowContext,
  type TableDeclaration,
} from './define.js'
import { optionalField, type Column, type FieldMap, type TableName } from './fields.js'
import { frameOfAll } from './frames.js'
import {
  framesOf,
  headerIn,
  placedBy,
  withinOf,
  type InResultSets,
  type TableOfResultSets,
} from './in-result-sets.js'
import { Refusal, type Draft } from './reader.js'
import {
  askedValue,
  GAME_NEEDS,
  seasonParams,
  statsRequests,
  type Each,
  type Params,
} from './stats-request.js'
import { GAME_DATE, GAME_ID, tableSpec } from './table-spec.js'

/** What is asked of stats.nba.com, and what is made of its rows. */
interface StatsQuestion extends About {
  /** Parameters of a request beside the id of its subject; the season's (LeagueID, Season, SeasonType) by default. */
  readonly params?: (scope: SeasonScope) => Params
  /** A parameter, or several, with a request for each of some values, and the column of every table that holds it. */
  readonly each?: Each | readonly Each[]
  readonly judge?: Judge
  readonly fold?: Parts['fold']
}

/** A table of stats.nba.com. */
export interface StatsTable<T extends TableName> extends StatsQuestion, TableDeclaration<T>, InResultSets {
  readonly each?: Each<Column<T>> | readonly Each<Column<T>>[]
}

/** Several tables that one answer of stats.nba.com fills, by name. */
export interface StatsTables extends StatsQuestion {
  readonly tables: { readonly [T in TableName]?: Omit<TableDeclaration<T>, 'table'> & InResultSets }
}

/** What a request for each of these implies: the column that its id fills, and the datasets that know the ids. */
const OF_SUBJECT: Readonly<
  Record<
    Subject,
    { readonly id: Readonly<Record<string, ColumnType>>; readonly needs: readonly DatasetName[] }
  >
> = {
  season: { id: {}, needs: [] },
  team: { id: { team_id: columnType.required('int8') }, needs: ['team_game_logs'] },
  game: { id: GAME_ID, needs: GAME_NEEDS },
  player: { id: { player_id: columnType.required('int8') }, needs: ['player_game_logs'] },
  date: { id: GAME_DATE, needs: [] },
}

/** The game that a row says it is of, where its (first) result set has such a column. */
const namedGame = (resultSet: InResultSets['resultSet']): FieldMap => ({
  named_game: optionalField(headerIn(resultSet, 'GAME_ID'), cell.textOrNull),
})

/** The reason against a row of another game than was asked for, of a table whose games come from the request. */
function ofNamedGame({ named_game: named = null }: Draft, { request }: RowContext): Refusal | undefined {
  return named === null || named === request.about
    ? undefined
    : new Refusal(`belongs to another game (${named})`)
}

const statsTable =
  (subject: Subject) =>
  <T extends TableName>(name: DatasetName, declared: StatsTable<T> | StatsTables): Dataset => {
    const { endpoint, called, params = seasonParams, judge, fold } = declared
    const each = [declared.each ?? []].flat()
    const ofGame = subject === 'game'
    const ofDate = subject === 'date'
    const { id, needs } = OF_SUBJECT[subject]
    const asked = Object.fromEntries(each.map((one) => [one.column, columnType.required(typeOf(one))]))
    const given = { ...id, ...asked }
    const tables = tablesOf(declared).map((table) => ({
      // One answer completes what it was asked about, and never the whole season when there are others.
      ofScope: ofGame || ofDate ? [] : ['season', 'season_type'],
      ...table,
      reads: { ...(ofGame && namedGame(table.resultSet)), ...table.reads },
    }))
    return define({
      name,
      subject,
      about: { needs, ...declared },
      tables: tables.map((table) =>
        tableSpec(
          {
            ...table,
            completes: table.completes ?? [...table.ofScope, ...Object.keys(given)],
            within: withinOf(table.resultSet),
          },
          { ...given, ...placedBy(table.resultSet) },
          each,
        ),
      ),
      decides: {
        resultSets: tables.map(({ resultSet }) => resultSet),
        each: each.map(({ parameter, column }) => ({ parameter, column })),
        judge,
        fold,
      },
      frame: frameOfAll(tables.flatMap(framesOf)),
      asked: Object.fromEntries(
        each.map((one) => [one.column, (request: DatasetRequest) => askedValue(one, request)]),
      ),
      reads: Object.assign({}, ...tables.map(({ reads }) => reads)),
      requests: statsRequests(subject, endpoint, params, called, each),
      ...(fold && { fold }),
      ...(ofDate && { emptyIsAnAnswer: true as const }), // a date may have no games
      ...(ofGame && { names: 'parameters.GameID' }),
      ...(ofDate && { names: 'parameters.GameDate' }),
      ...((ofGame || judge !== undefined) && {
        judge: (row, context) => ofNamedGame(row, context) ?? judge?.(row, context),
      }),
    })
  }

const typeOf = ({ values }: Each): 'int4' | 'text' => (typeof values[0] === 'number' ? 'int4' : 'text')

/** The tables of a declaration, each with where its rows are. */
function tablesOf(declared: TableOfResultSets | StatsTables): readonly TableOfResultSets[] {
  if (!('tables' in declared)) return [declared]
  return Object.entries(declared.tables).map(([table, of]) => ({ table, ...of }))
}

/**
 * A season in one answer of stats.nba.com.
 *
 *     export default seasonTable('standings', {
 *       title: 'the league table', endpoint: 'leaguestandingsv3', resultSet: 'Standings', since: 1970,
 *       table: 'standings', key: ['season', 'season_type', 'team_id'],
 *       fields: { team_id: field('TeamID', cell.id), wins: field('WINS', cell.tally) },
 *     })
 *
 * An answer with several result sets may fill several tables: `tables: { game_officials: { resultSet: 'Officials', key:
 * […], fields: […] }, … }` stands in place of `table`, `key` and `fields` then.
 */
export const seasonTable = statsTable('season')
/** The same with an answer for each team, */
export const teamTable = statsTable('team')
/** each game, */
export const gameTable = statsTable('game')
/** each player of a season, */
export const playerTable = statsTable('player')
/** or each date, whose rows are not of one season type. */
export const dateTable = statsTable('date')
