import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { UserError } from '../../errors.js'
import { printable } from '../../text/printable.js'
import { ReadOnly, type ResultColumn } from './read-only.js'

/** Rows that are in memory at once. */
const BATCH = 1_000

/** The first rows of a statement, and whether there are more. Throws a UserError (exit 2) with Postgres's reason against it. */
export async function firstRows(
  pool: pg.Pool,
  sql: string,
  limit: number,
): Promise<{
  readonly columns: readonly ResultColumn[]
  readonly rows: readonly (readonly unknown[])[]
  readonly more: boolean
}> {
  return await ReadOnly.run(pool, async (read) => {
    const { columns, batches } = await read.rows(statement(sql), limit + 1)
    for await (const rows of batches)
      return { columns, rows: rows.slice(0, limit), more: rows.length > limit }
    return { columns, rows: [], more: false }
  })
}

/** The rows of a statement as objects by column. */
export async function queryRows<Row extends object>(pool: pg.Pool, sql: string): Promise<readonly Row[]> {
  return await ReadOnly.run(pool, async (read) => {
    const { columns, batches } = await read.rows(statement(sql), BATCH)
    const all: Row[] = []
    for await (const rows of batches) {
      for (const row of rows) {
        const entries = columns.map(({ name }, at) => [name, row[at]])
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the columns that it selects
        all.push(Object.fromEntries(entries) as Row)
      }
    }
    return all
  })
}

/** Writes the rows of a statement as CSV with a line of names, or as a JSON array, as they come. */
export async function streamRows(
  pool: pg.Pool,
  sql: string,
  format: 'csv' | 'json',
  out: Writable,
): Promise<void> {
  await ReadOnly.run(pool, async (read) => {
    const asked = statement(sql)
    if (format === 'csv') return void (await read.csv(asked, out, { end: false }))
    refuseEqualNames(await read.columns(asked))
    const { batches } = await read.rows(`select row_to_json(r)::text from (${asked}\n) r`, BATCH)
    async function* parts() {
      let before = '[\n'
      for await (const rows of batches) {
        yield before + rows.map(([json]) => String(json)).join(',\n')
        before = ',\n'
      }
      yield before === ',\n' ? '\n]\n' : '[]\n'
    }
    await pipeline(parts(), out, { end: false })
  })
}

/** Of two equal members of an object a reader keeps one. */
function refuseEqualNames(columns: readonly ResultColumn[]): void {
  const names = columns.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined)
    throw new UserError(`Two columns are called '${printable(twice)}'; name them with: as another_name.`, 2)
}

/** A statement without the semicolon that ends it. */
const statement = (sql: string): string => sql.trim().replace(/;\s*$/, '')
