import { describe, expect, it } from 'vitest'
import { CATALOGUE } from '../../../src/datasets/catalogue.js'
import type { Dataset, TableSpec } from '../../../src/datasets/dataset.js'
import { findInBody } from '../../../src/runs/explain/find-in-body.js'
import { pathText, placeOf, type JsonPath } from '../../../src/text/json-place.js'
import { readRecorded, recordedFor } from '../../datasets/recorded.js'

/** Rows of a table that are looked for, of its first ones and of its last ones. */
const ROWS = 1

const valueAt = (json: unknown, path: JsonPath): unknown =>
  path.reduce<unknown>((value, step) => (Object(value) as Record<string | number, unknown>)[step], json)

/** Looks for values of a recorded answer's rows in its body: those whose text is another, numbers that differ, those not found. */
async function lookedFor(dataset: Dataset) {
  const { answer, season, about } = await recordedFor(dataset)
  if (answer === undefined) return undefined
  const text = JSON.stringify(answer, null, 1)
  const out = await readRecorded(dataset, answer, { season, about })
  const wrong: string[] = []
  const misplaced: string[] = []
  const lost: string[] = []
  let found = 0
  for (const table of dataset.tables) {
    const rows = out.of(table.name)
    for (const row of [...rows.slice(0, ROWS), ...rows.slice(-ROWS)]) {
      for (const column of columnsOf(table)) {
        const path = findInBody(answer, table, row, column)
        const place = path && placeOf(text, path)
        if (path === undefined || place === undefined) {
          if (row[column] !== null) lost.push(`${table.name}.${column}`)
        } else {
          found++
          const value = valueAt(answer, path)
          if (text.slice(place.start, place.end) !== JSON.stringify(value, null, 1))
            misplaced.push(pathText(path))
          if (typeof value === 'number' && typeof row[column] === 'number' && value !== row[column])
            wrong.push(`${table.name}.${column}: ${value} at ${pathText(path)}, ${row[column]} stored`)
        }
      }
    }
  }
  return { found, misplaced, wrong: [...new Set(wrong)], lost: [...new Set(lost)] }
}

/** Columns that a value in the row's own object fills. */
const columnsOf = ({ from }: TableSpec): readonly string[] =>
  Object.entries(from).flatMap(([column, header]) => (header.startsWith('^') ? [] : [column]))

describe("the place of a row's value in its body", () => {
  it.for(
    CATALOGUE.nba.filter(({ derivedFrom }) => derivedFrom === undefined).map((dataset) => ({ dataset })),
  )('is found in the recorded answer of $dataset.name', async ({ dataset }, { skip }) => {
    const looked = await lookedFor(dataset)
    if (looked === undefined) return skip('no recorded answer is beside the project')
    expect(looked).toEqual({ found: expect.any(Number) as number, misplaced: [], wrong: [], lost: [] })
  })
})
