import { cell, type ColumnType } from '../../src/datasets/kit/cells.js'
import type { Group } from '../../src/datasets/dataset.js'
import { plain } from './answer.js'
import type { Read } from './columns.js'
import type { Doubt } from './doubt.js'
import type { Column } from './key.js'
import type { Asked } from './request.js'
import type { Shape } from './shape.js'

/** A column of a table to be. */
export interface TableColumn {
  readonly column: string
  readonly type: ColumnType
  /** Its values are shares of 1, not per cent. */
  readonly share?: boolean
}

/** A table to be: its name and columns, with those that no field fills. */
export interface TablePlan {
  readonly name: string
  readonly title: string
  readonly key: readonly string[]
  readonly columns: readonly TableColumn[]
}

/** Columns of a box score: of players' lines, of teams' lines, and of the statistics of both. */
export interface BoxFields {
  readonly players: readonly Column[]
  readonly teams: readonly Column[]
  readonly statistics: readonly Column[]
}

/** All that is written of a dataset. */
export interface DatasetPlan {
  readonly name: string
  readonly title: string
  readonly group: Group
  readonly since: number
  readonly asked: Asked
  readonly shape: Shape
  /** Columns that the run's season and type fill. */
  readonly ofScope: readonly string[]
  /** Fields of the one table; of a box score's two tables `box` has them. */
  readonly fields: readonly Column[]
  readonly box?: BoxFields
  readonly tables: readonly [TablePlan, ...TablePlan[]]
  readonly leftOut: Read['leftOut']
  /** Filters of the recorded request that the draft's requests leave open. */
  readonly opened: readonly string[]
  readonly doubts: readonly Doubt[]
}

/** What is told before the columns are looked at. */
export type Common = Pick<
  DatasetPlan,
  'name' | 'title' | 'group' | 'since' | 'asked' | 'shape' | 'opened' | 'doubts'
>

/** No share of 1 is far above it; per cent are. */
const MOST_OF_ONE = 3

export const asColumn = ({ column, type, values }: Column): TableColumn => ({
  column,
  type: cell[type].column,
  share: column.endsWith('_pct') && values.every((value) => Number(plain(value)) <= MOST_OF_ONE),
})
