import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { SeasonScope } from '../../season/season.js'
import type { Dataset } from '../dataset.js'
import { define, type About, type Judge, type Parts, type TableDeclaration } from './define.js'
import { fieldsOf, type TableName } from './fields.js'
import { frameOfAll, listFrame } from './frames.js'
import { liveRequests, type LiveFile } from './live-file.js'
import { GAME_NEEDS, META, seasonParams, statsRequests, type Params } from './stats-request.js'
import { GAME_DATE, GAME_ID, ofDate, ofGame, tableSpec } from './table-spec.js'

/** A list in a nested body of stats.nba.com, a row for each member. */
export interface BodyList<T extends TableName> extends About, TableDeclaration<T> {
  /** Path of the list, e.g. 'game.actions'; `[]` for each member of a list on the way, 'homeTeam|awayTeam' for both. */
  readonly list: string
  /** Path of the text by which the body says what it is about. */
  readonly names: string
  /** Paths that change from answer to answer and say nothing, and the one of the time at which the body was made; V3's `meta`. */
  readonly made?: Pick<Parts, 'volatile' | 'bodyTime'>
  /** It is a live file of cdn.nba.com; stats.nba.com's endpoint unless told otherwise. */
  readonly liveFile?: LiveFile
  /** Parameters of a request, beside the game's id or the date. */
  readonly params?: (scope: SeasonScope) => Params
  readonly judge?: Judge
  /** Makes other rows of all those of an answer. */
  readonly fold?: Parts['fold']
  /** Further lists of a season's answer with tables of their own, by table. */
  readonly further?: {
    readonly [F in TableName]?: Omit<TableDeclaration<F>, 'table'> & Pick<BodyList<F>, 'list'>
  }
}

/** A season's list in one answer. */
export function seasonList<T extends TableName>(name: DatasetName, declared: BodyList<T>): Dataset {
  const { endpoint, params = seasonParams } = declared
  return define({
    ...common(name, declared),
    subject: 'season',
    about: declared,
    tables: [
      tableSpec({ ...declared, within: within(declared) }),
      ...furtherLists(declared).map((table) => tableSpec({ ...table, within: within(table) })),
    ],
    requests: statsRequests('season', endpoint, params),
  })
}

/**
 * A list in the body of each game of a season.
 *
 *     export default gameList('play_by_play', {
 *       title: 'every action of every game', endpoint: 'playbyplayv3', list: 'game.actions', names: 'game.gameId',
 *       since: 1996, table: 'play_by_play', key: ['game_id', 'action_id'],
 *       fields: { action_id: field('actionId', cell.ordinal), period: field('period', whole(1, 20)) },
 *     })
 */
export function gameList<T extends TableName>(name: DatasetName, declared: BodyList<T>): Dataset {
  const { endpoint, params = () => ({}), liveFile } = declared
  return define({
    ...common(name, declared),
    subject: 'game',
    about: { needs: GAME_NEEDS, ...declared },
    tables: [tableSpec(ofGame({ ...declared, within: within(declared) }), GAME_ID)],
    ...(liveFile === undefined
      ? { requests: statsRequests('game', endpoint, params) }
      : liveRequests(liveFile)),
  })
}

/** A list in the body of each date of a season. A date may have none. */
export function dateList<T extends TableName>(name: DatasetName, declared: BodyList<T>): Dataset {
  const { endpoint, params = () => ({ LeagueID: '00' }) } = declared
  return define({
    ...common(name, declared),
    subject: 'date',
    emptyIsAnAnswer: true,
    about: declared,
    tables: [tableSpec(ofDate({ ...declared, within: within(declared) }), GAME_DATE)],
    requests: statsRequests('date', endpoint, params),
  })
}

const within = ({ list }: { readonly list: string }): string =>
  `${list.replaceAll('?', '').replace(/\w+\|[\w|]+/, '*')}[]`

/** The further lists of a declaration, each with its table. */
const furtherLists = <T extends TableName>({ further = {} }: BodyList<T>) =>
  Object.entries(further).map(([table, of]) => ({ table, ...of }))

function common<T extends TableName>(name: DatasetName, declared: BodyList<T>) {
  const { list, names, judge, fold, made = META } = declared
  const further = furtherLists(declared)
  return {
    name,
    names,
    ...made,
    decides: { list, ...(further.length > 0 && { further: further.map((of) => of.list) }), judge, fold },
    frame: frameOfAll(
      [declared, ...further].map((of) =>
        listFrame(of.list, [{ table: of.table, fields: fieldsOf(of.fields) }], { names, nullIsEmpty: true }),
      ),
    ),
    ...(judge !== undefined && { judge }),
    ...(fold !== undefined && { fold }),
  }
}
