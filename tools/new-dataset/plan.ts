import { cell } from '../../src/datasets/kit/cells.js'
import type { Group } from '../../src/datasets/dataset.js'
import { UserError } from '../../src/errors.js'
import { boxPlan } from './box-plan.js'
import { keyCellType } from './cell-type.js'
import { columnsOf } from './columns.js'
import { asColumn, type Common, type DatasetPlan } from './dataset-plan.js'
import { groupOf } from './group.js'
import { keyOf, type Column } from './key.js'
import type { Asked, SubjectName } from './request.js'
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
  const doubts =
    since === undefined
      ? [`since: ${MOST_SINCE} is a guess; give the endpoint's first season with --since`]
      : []
  const common = { name, title, group, since: since ?? MOST_SINCE, asked, shape, doubts }
  return shape.kind === 'box' ? boxPlan(shape, common, options) : tablePlan(shape, common, options)
}

function tablePlan(shape: ResultSetShape | ListShape, common: Common, options: PlanOptions): DatasetPlan {
  const { asked, name, title } = common
  const ofScope = scopeColumns(asked)
  const about = asked.subject === 'season' ? undefined : `${asked.subject}_id`
  const read = columnsOf(shape.rows, {
    without: options.without,
    ofScope,
    ...(about !== undefined && { about: { column: about, id: asked.about } }),
  })
  const doubts = [...common.doubts]
  const given = [...ofScope, ...(about === undefined ? [] : [about])]
  const key = options.key ?? inferredKey(read.columns, shape.rows.length, given, doubts)
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
      : [{ column: about, type: (asked.subject === 'game' ? cell.gameId : cell.id).column }]),
  ]
  return {
    ...common,
    ofScope,
    fields,
    leftOut,
    doubts,
    tables: [{ name, title, key: whole, columns: [...unread, ...fields.map(asColumn)] }],
  }
}

function inferredKey(
  columns: readonly Column[],
  rows: number,
  given: readonly string[],
  doubts: string[],
): readonly string[] {
  const key = keyOf(columns, rows, given)
  if (key === undefined)
    throw new UserError(
      'No four columns or fewer tell the rows of the answer apart; name those of the key with --key, separated by commas.',
      2,
    )
  if (!key.sure) {
    const what = key.columns.length === 0 ? 'the answer has one row' : key.columns.join(', ')
    doubts.push(`key: ${what}; check that this tells rows apart in every answer (else --key)`)
  }
  return key.columns
}

/** The columns that the run's scope fills: those that the request names. */
function scopeColumns({
  params,
  subject,
}: {
  params: Asked['params']
  subject: SubjectName
}): readonly string[] {
  if (subject === 'game') return []
  if (params === undefined) return ['season', 'season_type']
  const names = Object.keys(params).filter((name) => params[name] !== '')
  if (!names.some((name) => /^Season(Year)?$/.test(name))) return []
  return names.includes('SeasonType') ? ['season', 'season_type'] : ['season']
}
