import { readFileSync } from 'node:fs'
import type { SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { firstRows, streamRows } from '../../store/reading/query.js'
import { readSettings } from '../../settings.js'
import { QUERY_ROWS } from '../shown-lines.js'
import { print, printNotice, table, thousands, type CellText } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface QueryOptions {
  readonly source?: SourceName
  readonly format: 'table' | 'csv' | 'json'
  readonly json?: true
}

/** Prints the rows of one statement that reads. */
export async function runQuery(given: string, { source, format, json }: QueryOptions): Promise<void> {
  const sql = given === '-' ? readFileSync(0, 'utf8') : given
  if (sql.trim() === '')
    throw new UserError('The statement is empty; give one like "select count(*) from games".', 2)
  const chosen = json === true ? 'json' : format
  await withPostgres(
    readSettings(),
    async ({ database }) => {
      if (chosen === 'table') return printTable(await firstRows(database.pool, sql, QUERY_ROWS))
      await streamRows(database.pool, sql, chosen, process.stdout)
    },
    source,
  )
}

function printTable({ columns, rows, more }: Awaited<ReturnType<typeof firstRows>>): void {
  const names = columns.map(({ name }) => name)
  print(
    table(
      names,
      rows.map((row) => row.map((value, at) => cellOf(value, columns[at]?.name ?? ''))),
    ),
  )
  if (more)
    printNotice(`These are the first ${thousands(QUERY_ROWS)} rows; --format csv or json gives all of them.`)
}

/** A value as a table shows it; ids and years are no amounts, and have no thousands separators. */
function cellOf(value: unknown, column: string): CellText {
  if (value === null || value === undefined) return null
  if (typeof value === 'number')
    return Number.isInteger(value) && !/(^|_)(id|year)$/.test(column) ? value : String(value)
  if (typeof value === 'string') return value
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
