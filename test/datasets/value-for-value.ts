import { expect } from 'vitest'
import type { Dataset, Row } from '../../src/datasets/dataset.js'
import type { SeasonType } from '../../src/season/season.js'
import { readRecorded, unnamed } from './recorded.js'
import { bodyOf } from './transforming.js'

type Source = Readonly<Record<string, unknown>>

/** The rows of a result set, by header; of headers in two rows by both, 'Mid-Range.FGM'. Read by other code than the kit's. */
export function linesOfSet(answer: unknown, name: string): readonly Source[] {
  const { resultSets, resultSet } = answer as { resultSets?: unknown; resultSet?: unknown }
  const sets = [resultSets ?? resultSet].flat() as { name: string; headers: unknown[]; rowSet: unknown[][] }[]
  const { headers = [], rowSet = [] } = sets.find((set) => set.name === name) ?? {}
  const names = headersOf(headers)
  return rowSet.map((row) => Object.fromEntries(row.map((value, i) => [names[i] ?? '', value])))
}

function headersOf(headers: readonly unknown[]): readonly string[] {
  const [upper, lower] = headers as { columnNames?: string[]; columnsToSkip?: number }[]
  const { columnNames: above, columnsToSkip: first = 0 } = Object(upper) as typeof upper & object
  const below = lower?.columnNames
  if (above === undefined || below === undefined) return headers as string[]
  const width = (below.length - first) / above.length
  return below.map((header, i) =>
    i < first ? header : `${above[Math.trunc((i - first) / width)]}.${header}`,
  )
}

/** A value as a table has it, whatever its cell type: '' is none, and digits are a number where the column has one. */
function asStored(value: unknown, beside: unknown): unknown {
  const text = typeof value === 'string' ? value.trim() : value
  if (text === '' || text === null) return null
  if (typeof beside === 'number' && typeof text === 'string') return Number(text)
  return typeof beside === 'string' && typeof text === 'number' ? `${text}` : text
}

/** Each row's columns with the values of the source, by the headers that the declaration names. */
export const fromSource = (from: Readonly<Record<string, string>>, line: Source, row: Row | undefined) =>
  Object.fromEntries(
    Object.entries(from).map(([column, header]) => [column, asStored(line[header], row?.[column])]),
  )

/**
 * Expects every row of an answer in a table, value for value, and no member of it lost without being named; gives the
 * rows. Which header a column should have, the declaration says: the caller names the values of a row by column.
 */
export async function expectEveryRow(
  dataset: Dataset,
  answer: unknown,
  lines: readonly Source[],
  of: { readonly table?: string; readonly season?: string; readonly about?: string } = {},
): Promise<readonly Row[]> {
  const { season = '2025-26' } = of
  const seasonType: SeasonType = dataset.seasonTypes?.[0] ?? 'Regular Season'
  const out = await readRecorded(dataset, answer, { ...of, season, seasonType })
  expect(out.refused).toEqual([])
  expect(unnamed(dataset, answer)).toEqual([])
  const spec = dataset.tables.find(({ name }) => name === (of.table ?? dataset.tables[0]?.name))
  if (spec === undefined) throw new Error(`${dataset.name} has no such table`)
  const rows = out.of(spec.name)
  expect(rows.map((row) => pick(row, Object.keys(spec.from)))).toEqual(
    lines.map((line, i) => fromSource(spec.from, line, rows[i])),
  )
  for (const row of rows) expect(Object.keys(row).toSorted()).toEqual([...spec.columns].toSorted())
  const key = rows.map((row) => JSON.stringify(spec.key.map((column) => row[column])))
  expect(new Set(key).size).toBe(rows.length)
  return rows
}

const pick = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]))

/**
 * A body with two rows under headers that published programs list, for endpoints of which no answer is recorded: names
 * are texts, shares are below 1, and all others numbers that differ from each other.
 */
export function documentedBody(set: string, headers: string): unknown {
  const names = headers.trim().split(/\s+/)
  const valueOf = (header: string, row: number, i: number): unknown => {
    if (/NAME|ABBREVIATION|PLAY_TYPE|GROUPING|SEASON_ID/.test(header)) return `${header} ${row}`
    return /PCT|PERCENTILE|FREQ/.test(header) ? (i * 2 + row) / 1_000 : 100 + i * 2 + row
  }
  const rows = [0, 1].map((row) => names.map((header, i) => valueOf(header, row, i)))
  return bodyOf(set, { headers: names, rows })
}
