import { cell } from '../../src/datasets/kit/cells.js'
import { subjectColumn, type Group } from '../../src/datasets/dataset.js'
import { UserError } from '../../src/errors.js'
import { boxPlan } from './box-plan.js'
import { keyCellType } from './cell-type.js'
import { columnsOf } from './columns.js'
import { asColumn, type Common, type DatasetPlan } from './dataset-plan.js'
import type { Doubt } from './doubt.js'
import { withoutFilters } from './filters.js'
import { groupOf } from './group.js'
import { inferredKey } from './inferred-key.js'
import { isOfScope, type Asked } from './request.js'
import { seasonParam } from './season-params.js'
import type { ListShape, ResultSetShape, Shape } from './shape.js'

export interface PlanOptions {
  readonly name: string
  readonly title?: string | undefined
  readonly group?: Group | undefined
  readonly since?: number | undefined
  readonly key?: readonly string[] | undefined
  readonly without: readonly string[]
}

/** V3's box scores, the league's dashboards and play-by-play begin with this season. */
const MOST_SINCE = 1996

/** What to write for an answer. Throws a UserError where it cannot be told. */
export function planOf(shape: Shape, asked: Asked, options: PlanOptions): DatasetPlan {
  const { name, since, title = name.replaceAll('_', ' '), group = groupOf(asked, shape) } = options
  const { params, opened, columns, doubts: ofFilters } = withoutFilters(asked)
  const guess = `${MOST_SINCE} is a guess; give the endpoint's first season with --since`
  const doubts: readonly Doubt[] = [
    ...(since === undefined ? [{ of: 'since', why: guess } as const] : []),
    ...asked.doubts,
    ...ofFilters,
  ]
  const whole = { ...asked, params }
  const common = { name, title, group, since: since ?? MOST_SINCE, asked: whole, shape, opened, doubts }
  return shape.kind === 'box' ? boxPlan(shape, common, options) : tablePlan(shape, common, columns, options)
}

/** `chosenBy`: columns of ids that the recorded request named and the draft leaves open. */
function tablePlan(
  shape: ResultSetShape | ListShape,
  common: Common,
  chosenBy: readonly string[],
  options: PlanOptions,
): DatasetPlan {
  const { asked, name, title } = common
  if (shape.kind === 'list' && (asked.subject === 'team' || asked.subject === 'player'))
    throw new UserError(`The kit has no factory for a list of each ${asked.subject}; declare it by hand.`, 2)
  const ofScope = scopeColumns(asked)
  const about = asked.subject === 'season' ? undefined : subjectColumn(asked.subject)
  const read = columnsOf(shape.rows, {
    without: options.without,
    ofScope,
    ...(about !== undefined && { about: { column: about, id: asked.about } }),
  })
  const given = [...ofScope, ...(about === undefined ? [] : [about])]
  const inferred =
    options.key === undefined
      ? inferredKey(read.columns, { rows: shape.rows.length, given, chosenBy, request: common })
      : { key: options.key, doubts: [] }
  const { key } = inferred
  const names = [...read.columns.map(({ column }) => column), ...given]
  const unknown = key.find((column) => !names.includes(column))
  if (unknown !== undefined)
    throw new UserError(`The key's column ${unknown} is not among ${names.join(', ')}.`, 2)
  const whole = [...new Set([...given, ...key])]
  const fields = read.columns.map((column) =>
    whole.includes(column.column) ? { ...column, type: keyCellType(column) } : column,
  )
  const leftOut = new Map(read.leftOut)
  if (shape.kind === 'list' && shape.inner.length > 0) leftOut.set('lists in a row', shape.inner)
  if (shape.others.length > 0)
    leftOut.set(shape.kind === 'list' ? 'outside the list' : 'other tables of the answer', shape.others)
  const unread = [
    ...ofScope.map((column) => ({ column, type: cell.text.column })),
    ...(about === undefined || fields.some(({ column }) => column === about)
      ? []
      : [{ column: about, type: ID_CELLS[asked.subject].column }]),
  ]
  return {
    ...common,
    ofScope,
    fields,
    leftOut,
    doubts: [...common.doubts, ...inferred.doubts],
    tables: [{ name, title, key: whole, columns: [...unread, ...fields.map(asColumn)] }],
  }
}

const ID_CELLS = { season: cell.text, team: cell.id, player: cell.id, game: cell.gameId, date: cell.date }

/** The columns that the run's scope fills: those that the request names. */
function scopeColumns({ params, subject }: Asked): readonly string[] {
  if (!isOfScope(subject)) return []
  if (params === undefined) return ['season', 'season_type']
  const named = Object.entries(params).flatMap(([name, value]) => seasonParam(name, value)?.column ?? [])
  return (['season', 'season_type'] as const).filter((column) => named.includes(column))
}
