import { describe, expect, it } from 'vitest'
import { CATALOGUE, datasetOf } from '../../src/datasets/catalogue.js'
import type { Check } from '../../src/datasets/kit/verify.js'
import { columnsByTable, misspeltInChecks } from '../../src/datasets/named-columns.js'

const SOURCES = Object.keys(CATALOGUE) as (keyof typeof CATALOGUE)[]

it.each(SOURCES)('the checks of all datasets of %s name tables and columns that are there', (source) => {
  const columns = columnsByTable(CATALOGUE[source])
  expect(CATALOGUE[source].map((dataset) => misspeltInChecks(dataset, columns)).filter(Boolean)).toEqual([])
})

/** Every copy of a value in which one name of a column, a text or a key of that spelling, is misspelt. */
function misspelt(value: unknown, isColumn: (text: string) => boolean): readonly unknown[] {
  if (typeof value === 'string') return isColumn(value) ? [MISSPELT] : []
  if (Array.isArray(value))
    return value.flatMap((each, i) => misspelt(each, isColumn).map((other) => value.with(i, other)))
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  return entries.flatMap(([key, each], i) => [
    ...(key === 'kind' || key === 'rule' ? [] : misspelt(each, isColumn)).map((other) =>
      Object.fromEntries(entries.with(i, [key, other])),
    ),
    ...(isColumn(key) && !PROPERTIES.has(key) ? [Object.fromEntries(entries.with(i, [MISSPELT, each]))] : []),
  ])
}

const MISSPELT = 'pointz'
/** Names of columns that are also properties of checks, of which the compiler knows. */
const PROPERTIES = new Set(
  'of home away points score wins losses minutes opponent played name periods status from'.split(' '),
)

describe('a misspelt column in a check', () => {
  const nba = CATALOGUE.nba
  const columns = columnsByTable(nba)
  const isColumn = (text: string): boolean => [...columns.values()].some((each) => each.has(text))

  it.each(nba.filter(({ verify }) => verify.length > 0).map(({ name }) => name))(
    'is named wherever it stands in those of %s',
    (name) => {
      const { verify } = datasetOf('nba', name)
      const wrong = verify.flatMap((check) =>
        misspelt(check, (text) => isColumn(text) && !TABLE_NAMES.has(text)).map((each) => each as Check),
      )
      const missed = wrong.filter(
        (check) => misspeltInChecks({ name, verify: [check] }, columns) === undefined,
      )
      expect(missed).toEqual([])
    },
  )

  const TABLE_NAMES = new Set([...columns.keys(), 'game', 'season'])
})
