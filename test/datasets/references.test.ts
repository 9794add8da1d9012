import { expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { exceptions, OTHER_IDS, referenceOf, SEEN_TO_HOLD } from '../../src/datasets/references.js'

const TABLES = [...CATALOGUE.nba, ...CATALOGUE.rest].flatMap(({ tables }) => tables)

it('every id of a data table names a row of games, teams or players, or is said to name none', () => {
  const unknown = TABLES.flatMap(({ name, key, columns, types }) =>
    columns
      .filter((column) => /(^|_)ids?$/.test(column) || types[column]?.types.includes('_int8'))
      .filter(
        (column) =>
          referenceOf(name, column) === undefined &&
          !Object.hasOwn(OTHER_IDS, column) &&
          key.join() !== column,
      )
      .map((column) => `${name}.${column}`),
  )
  expect(unknown).toEqual([])
})

it('a table that is named has the key by which it is named', () => {
  for (const { name, columns } of TABLES)
    for (const column of columns) {
      const reference = referenceOf(name, column)
      if (reference === undefined) continue
      expect(TABLES.find((table) => table.name === reference.table)?.key, `${name}.${column}`).toEqual([
        reference.column,
      ])
    }
})

it('every exception is of a column that there is, and so is every other id', () => {
  const columns = TABLES.flatMap(({ name, columns: own }) => own.map((column) => [name, column] as const))
  for (const exception of exceptions()) {
    const [table, column] = exception.split('.')
    expect(
      columns.filter(
        ([name, own]) =>
          name === table &&
          (column === undefined || own === column) &&
          referenceOf(name, own)?.mayLack !== undefined,
      ),
      exception,
    ).not.toEqual([])
  }
  for (const id of Object.keys(OTHER_IDS)) expect(columns.map(([, column]) => column)).toContain(id)
  for (const table of SEEN_TO_HOLD) expect(columns.map(([name]) => name)).toContain(table)
})
