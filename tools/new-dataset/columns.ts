import { UserError } from '../../src/errors.js'
import { calendarDate } from '../../src/season/calendar-date.js'
import { asText, type Value } from './answer.js'
import { cellTypeOf } from './cell-type.js'
import { columnNameOf, wordsOf } from './glossary.js'
import type { Column } from './key.js'
import type { SourceRow } from './shape.js'

/** The columns that rows become, and what is left out, each with its reason. */
export interface Read {
  readonly columns: readonly Column[]
  readonly leftOut: ReadonlyMap<string, readonly string[]>
}

export interface ColumnOptions {
  /** Names of headers or members to leave out; `*` stands for any characters. */
  readonly without: readonly string[]
  /** Columns that the run's season and type fill. */
  readonly ofScope: readonly string[]
  /** The column of what the answer is about, and its id where that is known. */
  readonly about?: { readonly column: string; readonly id: string | undefined }
  /** Members that repeat others, of V3's box scores. */
  readonly repeats?: readonly string[]
}

/** The reason against members that repeat others. */
export const REPEATED = 'made of others'

/** Names and types the columns of rows. `prefix`: a part of the paths that the names do without. */
export function columnsOf(rows: readonly SourceRow[], options: ColumnOptions): Read {
  const leftOut = new Map<string, string[]>()
  const leave = (reason: string, from: string): void => {
    leftOut.set(reason, [...new Set([...(leftOut.get(reason) ?? []), from])])
  }
  const columns: Column[] = []
  for (const from of headersOf(rows)) {
    const values = rows.map((row) => row[from] ?? null)
    const last = from.split('.').findLast(() => true) ?? from
    const pattern = options.without.find((glob) => matches(glob, last) || matches(glob, from))
    const column = nameIn(columns, from, values, options)
    const type = cellTypeOf(column, values)
    if (pattern !== undefined) leave(/rank/i.test(pattern) ? 'follow from the values' : 'by choice', pattern)
    else if (type === undefined) leave('empty in this answer', from)
    else if (/^league_id$|^league$/.test(column)) leave('the same in all answers', from)
    else if (repeatsSeason(from, values, options.ofScope)) leave('the season that was asked for', from)
    else if (options.repeats?.includes(from) === true) leave(REPEATED, from)
    else
      columns.push({
        column,
        from,
        type,
        values,
        ...(rows.some((row) => !Object.hasOwn(row, from)) && { optional: true }),
      })
  }
  if (columns.length === 0) throw new UserError('No column is left.', 2)
  return { columns, leftOut }
}

/** Headers of all rows: members of nested bodies can be missing in some. */
const headersOf = (rows: readonly SourceRow[]): readonly string[] => [
  ...new Set(rows.flatMap((row) => Object.keys(row))),
]

const matches = (glob: string, name: string): boolean =>
  new RegExp(
    `^${glob
      .split('*')
      .map((part) => part.replace(/[^\w]/g, String.raw`\$&`))
      .join('.*')}$`,
    'i',
  ).test(name)

/** The column's name: that of the last member of the path, or of the whole path where that is taken. */
function nameIn(
  columns: readonly Column[],
  from: string,
  values: readonly Value[],
  { ofScope, about }: ColumnOptions,
): string {
  const path = from.split('.').filter((part) => part !== 'statistics')
  const taken = (name: string): boolean =>
    ofScope.includes(name) || columns.some(({ column }) => column === name)
  const candidates = [
    columnNameOf(path.at(-1) ?? from),
    columnNameOf(path.join('_')),
    wordsOf(from).join('_'),
    `row_${columnNameOf(path.at(-1) ?? from)}`,
  ]
  // homeTeam.teamId is the home team's id wherever it stands.
  const nested = path.length > 1 ? candidates.slice(1) : candidates
  // Rows of others than the answer is about: who assisted the player that was asked for.
  const ofOther =
    about !== undefined &&
    nested[0] === about.column &&
    values.some((value) => idOf(value) !== (about.id ?? idOf(values[0] ?? null)))
  const name = ofOther ? `other_${about.column}` : nested.find((candidate) => !taken(candidate))
  if (name === undefined) throw new UserError(`Two columns would be called ${candidates[0]}.`, 2)
  return name
}

/** An id, or a date in the one form that requests have. */
const idOf = (value: Value): string => calendarDate(asText(value)) ?? asText(value)

/** '2025-26', '22025' or '2025' in every row: the scope says so already. */
const repeatsSeason = (from: string, values: readonly Value[], ofScope: readonly string[]): boolean =>
  ofScope.includes('season') &&
  /^season(_?(id|year|type))?$/i.test(from) &&
  values.every((value) => value === values[0])
