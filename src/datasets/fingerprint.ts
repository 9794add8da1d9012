import { createHash } from 'node:crypto'
import type { Dataset, TableSpec } from './dataset.js'
import type { CellType } from './kit/cells.js'
import { readingOf } from './kit/readings.js'

/**
 * The edition of the kit. Raise it when the kit itself makes other rows of the same declaration and body: the answers of
 * all datasets are read again then.
 */
const KIT_EDITION = 1

const known = new WeakMap<Dataset, string>()

/**
 * A hash of all in a dataset's declaration that decides how an answer becomes rows. An answer that was merged under
 * another one is read again. Titles, checks, holds and what is asked for are no part of it.
 *
 * A cell type counts by what it makes of values (`readingOf`), and any other function of the declaration by its own text:
 * what such a function calls does not count, which is why a declaration has a `version` as well.
 */
export function fingerprintOf(dataset: Dataset): string {
  const hash = known.get(dataset) ?? computed(dataset)
  known.set(dataset, hash)
  return hash
}

function computed(dataset: Dataset): string {
  const { transformVersion, subject, mostRows, volatile, tables, derivedFrom } = dataset
  const parts = {
    edition: KIT_EDITION,
    version: transformVersion,
    subject,
    mostRows,
    volatile,
    derivedFrom,
    tables: tables.map(readingOfTable),
    // oxlint-disable-next-line typescript/unbound-method -- of a dataset that was made without the kit, the text counts
    decides: dataset.decides ?? dataset.transform,
  }
  return createHash('sha256')
    .update(JSON.stringify(canonical(parts)))
    .digest('hex')
}

const readingOfTable = ({ name, key, columns, types, fields, within, completes, ...more }: TableSpec) => ({
  name,
  key,
  columns: columns.toSorted(),
  types,
  fields,
  within,
  completes: completes?.columns,
  latestBy: more.latestBy,
  memberOf: more.memberOf,
})

/** The same value for the same declaration, in whatever order its members stand. */
function canonical(value: unknown): unknown {
  if (typeof value === 'function' || value instanceof RegExp) return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(canonical)
  if (isCellType(value)) return readingOf(value)
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, canonical(member)]))
}

const isCellType = (value: object): value is CellType =>
  'schema' in value && 'quick' in value && typeof value.quick === 'function'
