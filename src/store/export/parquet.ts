import { fileWriter, ParquetWriter, type SchemaElement } from 'hyparquet-writer'
import { parse as parseArray } from 'postgres-array'
import { garbageCollector } from '../../system/collect-garbage.js'
import type { Parsers, QueryResult, ResultColumn } from '../reading/read-only.js'

/** How a type of Postgres stands in a Parquet file, and what is made of a value's text. */
interface ParquetType {
  readonly element: Omit<SchemaElement, 'name'>
  readonly parse?: (text: string) => unknown
}

const DAY_MS = 86_400_000
const instant = (text: string): Date => new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))

const TEXT: ParquetType = {
  element: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  parse: (text) => text, // numbers beyond a double and JSON stay as Postgres writes them
}
const DOUBLE: ParquetType = { element: { type: 'DOUBLE' }, parse: Number }
const INT32: ParquetType = { element: { type: 'INT32' }, parse: Number }

const TYPES: Readonly<Record<string, ParquetType>> = {
  bool: { element: { type: 'BOOLEAN' }, parse: (text) => text === 't' },
  int2: INT32,
  int4: INT32,
  int8: { element: { type: 'INT64' }, parse: BigInt },
  float4: DOUBLE,
  float8: DOUBLE,
  date: {
    element: { type: 'INT32', converted_type: 'DATE' },
    parse: (text) => Date.parse(`${text}T00:00:00Z`) / DAY_MS,
  },
  timestamptz: {
    element: {
      type: 'INT64',
      converted_type: 'TIMESTAMP_MILLIS',
      logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
    },
    parse: instant,
  },
}
const typeOf = (type: string): ParquetType => TYPES[type] ?? TEXT

/** The type of an array's elements; undefined for another type. Postgres calls an array of int8 '_int8'. */
const elementOf = (type: string): ParquetType | undefined =>
  type.startsWith('_') ? typeOf(type.slice(1)) : undefined

/** The readers of values for a Parquet file. */
export const parquetValues: Parsers = (type) => {
  const element = elementOf(type)
  if (element === undefined) return typeOf(type).parse
  const { parse = String } = element
  return (text) => parseArray(text, parse)
}

/** A column, or the three levels of a list that readers expect. */
function schemaElements({ name, type }: ResultColumn): SchemaElement[] {
  const element = elementOf(type)
  if (element === undefined) return [{ name, ...typeOf(type).element, repetition_type: 'OPTIONAL' }]
  return [
    { name, converted_type: 'LIST', repetition_type: 'OPTIONAL', num_children: 1 },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', ...element.element, repetition_type: 'OPTIONAL' },
  ]
}

/** Rows after which garbage is collected: 2018-19 with its play-by-play peaks at 253 MiB instead of 316. */
const ROWS_OF_GARBAGE = 90_000
/** Rows of garbage that a file leaves to the next one; without a limit the peak rises from file to file. */
const ROWS_LEFT = 10_000

/** Writes a result, read with `parquetValues`, to a Parquet file: a row group for each batch. Gives the number of rows. */
export async function writeParquet(path: string, { columns, batches }: QueryResult): Promise<number> {
  const writer = new ParquetWriter({
    writer: fileWriter(path),
    schema: [
      { name: 'root', num_children: columns.length },
      ...columns.flatMap((column) => schemaElements(column)),
    ],
    createdBy: 'season-sync',
  })
  const collectGarbage = garbageCollector()
  let count = 0
  let uncollected = 0
  for await (const rows of batches) {
    const columnData = columns.map(({ name }, at) => ({ name, data: rows.map((row) => row[at]) }))
    await writer.write({ columnData, rowGroupSize: rows.length })
    count += rows.length
    uncollected += rows.length
    if (uncollected < ROWS_OF_GARBAGE) continue
    collectGarbage()
    uncollected = 0
  }
  await writer.finish()
  if (uncollected > ROWS_LEFT) collectGarbage()
  return count
}
