import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'
import type { Dataset, Subject } from '../dataset.js'
import { cell, columnType, type ColumnType } from './cells.js'
import { define, type About, type Judge, type RowContext, type TableDeclaration } from './define.js'
import { fieldsOf, optionalField, type FieldMap, type TableName } from './fields.js'
import { resultSetFrame } from './frames.js'
import { Refusal, type Draft } from './reader.js'
import { GAME_NEEDS, seasonParams, statsRequests, type Params } from './stats-request.js'
import { GAME_ID, tableSpec } from './table-spec.js'

/** A table of stats.nba.com: one result set of an endpoint into one table. */
export interface StatsTable<T extends TableName> extends About, TableDeclaration<T> {
  readonly resultSet: string
  /** How people name the endpoint where it answers several questions; `endpoint` by default. */
  readonly called?: string
  /** Parameters of a request beside the id of its subject; the season's (LeagueID, Season, SeasonType) by default. */
  readonly params?: (scope: SeasonScope) => Params
  readonly judge?: Judge
}

/** What a request for each of these implies: the column that its id fills, and the datasets that know the ids. */
const OF_SUBJECT: Readonly<
  Record<
    Exclude<Subject, 'date'>,
    { readonly id: Readonly<Record<string, ColumnType>>; readonly needs: readonly DatasetName[] }
  >
> = {
  season: { id: {}, needs: [] },
  team: { id: { team_id: columnType.required('int8') }, needs: ['team_game_logs'] },
  game: { id: GAME_ID, needs: GAME_NEEDS },
  player: { id: { player_id: columnType.required('int8') }, needs: ['player_game_logs'] },
}

/** The game that a row says it is of, where the table has such a column. */
const NAMED_GAME: FieldMap = { named_game: optionalField('GAME_ID', cell.textOrNull) }

/** The reason against a row of another game than was asked for, of a table whose games come from the request. */
function ofNamedGame({ named_game: named = null }: Draft, { request }: RowContext): Refusal | undefined {
  return named === null || named === request.about
    ? undefined
    : new Refusal(`belongs to another game (${named})`)
}

const statsTable =
  (subject: Exclude<Subject, 'date'>) =>
  <T extends TableName>(name: DatasetName, declared: StatsTable<T>): Dataset => {
    const { endpoint, called, resultSet, params = seasonParams, judge } = declared
    const ofGame = subject === 'game'
    const reads = { ...(ofGame && NAMED_GAME), ...declared.reads }
    const { id, needs } = OF_SUBJECT[subject]
    // One answer completes what it was asked about, and never the whole season when there are others.
    const ofScope = declared.ofScope ?? (subject === 'game' ? [] : ['season', 'season_type'])
    const completes = declared.completes ?? [...ofScope, ...Object.keys(id)]
    return define({
      name,
      subject,
      about: { needs, ...declared },
      tables: [tableSpec({ ...declared, ofScope, completes }, id)],
      frame: resultSetFrame(resultSet, declared.table, { ...fieldsOf(declared.fields), ...reads }),
      reads: Object.keys(reads),
      requests: statsRequests(subject, endpoint, params, called),
      ...(ofGame && { names: 'parameters.GameID' }),
      ...((ofGame || judge !== undefined) && {
        judge: (row, context) => ofNamedGame(row, context) ?? judge?.(row, context),
      }),
    })
  }

/**
 * A season in one answer of stats.nba.com.
 *
 *     export default seasonTable('standings', {
 *       title: 'the league table', endpoint: 'leaguestandingsv3', resultSet: 'Standings', since: 1970,
 *       table: 'standings', key: ['season', 'season_type', 'team_id'],
 *       fields: { team_id: field('TeamID', cell.id), wins: field('WINS', cell.tally) },
 *     })
 */
export const seasonTable = statsTable('season')
/** The same with an answer for each team, */
export const teamTable = statsTable('team')
/** each game, */
export const gameTable = statsTable('game')
/** or each player of a season. */
export const playerTable = statsTable('player')
