import type { TableSpec } from '../../datasets/dataset.js'

/** The tables of a dataset in the order of their merge: lines that add up to others come after those. */
export function inMergeOrder(tables: readonly TableSpec[]): readonly TableSpec[] {
  const comesLater = (table: TableSpec): boolean =>
    tables.some(({ name }) => name === table.holdsSumOf?.table && name !== table.name)
  return [...tables.filter((table) => !comesLater(table)), ...tables.filter(comesLater)]
}
