import { MACHINERY } from '../generated/catalogue/machinery.js'
import { CATALOGUE } from './catalogue.js'
import type { Dataset, TableSpec } from './dataset.js'
import { columnMeaning, tableMeaning } from './meanings.js'

/** What a database's user is told about a table or view, and about each of its columns. */
export interface RelationTexts {
  readonly name: string
  readonly text: string
  readonly columns: Readonly<Record<string, string>>
}

/** Columns of every data table that the merge writes, not a dataset. */
const PROVENANCE = ['run_id', 'response_id', 'synced_at', 'first_synced_at']

/**
 * The texts of all tables: those that datasets fill, with the endpoint and the member of its answer that each column comes
 * from, those of people's own datasets among them; then those of the evidence and the work of syncs.
 */
export function tableTexts(): readonly RelationTexts[] {
  const filled = new Map<string, RelationTexts>()
  // Of a table that both sources fill the texts of the NBA's statistics count.
  for (const dataset of [...CATALOGUE.rest, ...CATALOGUE.nba])
    for (const table of dataset.tables) {
      const texts = dataTable(dataset, table)
      filled.set(table.name, { ...texts, columns: { ...filled.get(table.name)?.columns, ...texts.columns } })
    }
  return [...filled.values(), ...MACHINERY.map(({ name, columns }) => machineryTable(name, columns))]
}

const machineryTable = (name: string, columns: readonly { readonly name: string }[]): RelationTexts => ({
  name,
  text: tableMeaning(name) ?? '',
  columns: Object.fromEntries(columns.map((column) => [column.name, columnMeaning(name, column.name) ?? ''])),
})

function dataTable(dataset: Dataset, { name, key, columns, from }: TableSpec): RelationTexts {
  const { title, endpoint, called = endpoint } = dataset
  const meaning = tableMeaning(name) ?? `${title.charAt(0).toUpperCase()}${title.slice(1)}.`
  return {
    name,
    text: `${meaning} A row for each ${key.join(', ')}. Dataset ${dataset.name}, from ${called}.`,
    columns: Object.fromEntries(
      [...columns, ...PROVENANCE].map((column) => {
        const source = from[column] === undefined ? [] : [`Source: ${from[column]}.`]
        return [column, [columnMeaning(name, column) ?? '', ...source].join(' ').trim()]
      }),
    ),
  }
}
