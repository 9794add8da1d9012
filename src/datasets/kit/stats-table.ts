import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'
import type { Dataset, Subject } from '../dataset.js'
import { define, type About, type Judge, type TableDeclaration } from './define.js'
import { fieldsOf, type TableName } from './fields.js'
import { resultSetFrame } from './frames.js'
import { seasonParams, statsRequests, type Params } from './stats-request.js'
import { GAME_ID, tableSpec } from './table-spec.js'

/** A table of stats.nba.com: one result set of an endpoint into one table. */
export interface StatsTable<T extends TableName> extends About, TableDeclaration<T> {
  readonly resultSet: string
  /** Parameters of a request beside the id of its subject; the season's (LeagueID, Season, SeasonType) unless told otherwise. */
  readonly params?: (scope: SeasonScope) => Params
  readonly judge?: Judge
}

const statsTable =
  (subject: Exclude<Subject, 'date'>) =>
  <T extends TableName>(name: DatasetName, declared: StatsTable<T>): Dataset => {
    const { endpoint, resultSet, params = seasonParams, reads = {}, judge } = declared
    return define({
      name,
      subject,
      about: declared,
      tables: [tableSpec(declared, subject === 'game' ? GAME_ID : {})],
      frame: resultSetFrame(resultSet, declared.table, { ...fieldsOf(declared.fields), ...reads }),
      reads: Object.keys(reads),
      requests: statsRequests(subject, endpoint, params),
      ...(judge !== undefined && { judge }),
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
