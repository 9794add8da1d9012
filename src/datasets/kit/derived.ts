import type { DatasetName } from '../../generated/catalogue/dataset-names.js'
import type { Dataset, Row, StoredRows } from '../dataset.js'
import type { ColumnType } from './cells.js'
import type { About } from './define.js'
import type { Column, TableName } from './fields.js'
import { GAME_ID, ofGame, tableSpec } from './table-spec.js'

/** A table that is derived, a part of each game. `game_id` is filled by itself. */
export interface DerivedTable<T extends TableName> {
  readonly key: readonly Column<T>[]
  readonly columns: { readonly [C in Exclude<Column<T>, 'game_id'>]: ColumnType }
}

/** A dataset that asks nothing: its rows are made of what other datasets have stored of a game. */
export interface DerivedDataset extends Omit<About, 'endpoint' | 'needs' | 'leftOut' | 'emptyIsAnAnswer'> {
  /** The dataset of a request for each game to whose answers the rows belong. */
  readonly from: Dataset
  readonly needs: readonly DatasetName[]
  /** The columns that it reads, by table; the first one orders the rows. */
  readonly reads: { readonly [T in TableName]?: readonly Column<T>[] }
  /** Those of the tables without whose rows a game is derived all the same. */
  readonly mayLack?: readonly TableName[]
  readonly tables: { readonly [T in TableName]?: DerivedTable<T> }
  /** The rows of a game, by table. Pure: the same rows give the same rows. */
  readonly rows: (stored: StoredRows) => Iterable<{ readonly table: TableName; readonly row: Row }>
}

/**
 * A dataset derived from stored rows, game by game. Its requests are those of `from`, which are not sent: their answers are
 * those that brought the rows. A game is derived again when a row that it reads has changed, or a row of its own is lost.
 *
 *     export default derived('stints', {
 *       title: 'who was on the floor', from: playByPlay, needs: ['play_by_play', 'box_scores'], since: 1996,
 *       reads: { play_by_play: ['action_id', 'description'], box_score_players: ['player_id', 'minutes'] },
 *       tables: { stints: { key: ['game_id', 'number'], columns: { number: columnType.required('int4') } } },
 *       rows: (stored) => rowsOf(stored),
 *     })
 */
export function derived(name: DatasetName, declared: DerivedDataset): Dataset {
  const { from, title, group, since, seasonTypes, needs, follows, version = 1, verify = [] } = declared
  const [answers] = from.tables
  if (answers === undefined) throw new Error(`${from.name} has no table`)
  return {
    name,
    title,
    ...(group !== undefined && { group }),
    leftOut: {},
    reads: [],
    endpoint: from.endpoint,
    services: [],
    subject: 'game',
    since,
    ...(seasonTypes !== undefined && { seasonTypes }),
    needs,
    ...(follows !== undefined && { follows }),
    byDefault: declared.byDefault ?? false,
    transformVersion: version,
    decides: { rows: declared.rows },
    volatile: [],
    emptyIsAnAnswer: true,
    tables: Object.entries(declared.tables).map(([table, { key, columns }]) =>
      tableSpec(ofGame({ table, key, fields: {}, adds: columns }), GAME_ID),
    ),
    derivedFrom: { answers: answers.name, reads: declared.reads, mayLack: declared.mayLack ?? [] },
    verify,
    requests: async (scope, stored) =>
      (await from.requests(scope, stored)).map((request) => ({
        ...request,
        label: `${name} ${request.about ?? ''}`,
      })),
    *transform(json, { about = '' }) {
      if (!isStoredRows(json)) throw new Error(`${name} is derived from stored rows, not from an answer`)
      for (const { table, row } of declared.rows(json)) yield { table, row: { game_id: about, ...row } }
    },
  }
}

const isStoredRows = (json: unknown): json is StoredRows =>
  typeof json === 'object' && json !== null && Object.values(json).every(Array.isArray)
