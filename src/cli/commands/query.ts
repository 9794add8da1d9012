import { readFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { firstRows, streamRows } from '../../store/reading/query.js'
import { readSettings } from '../../settings.js'
import { sourceOption } from '../options.js'
import { print, printNotice, table, thousands, type CellText } from '../terminal.js'
import { withPostgres } from '../with-session.js'

/** Rows of a table on a terminal; files have no such limit. */
const MOST_ROWS = 1_000

interface Options {
  readonly source?: SourceName
  readonly format: 'table' | 'csv' | 'json'
  readonly json?: true
}

/** `season-sync query` */
export function queryCommand(): Command {
  return new Command('query')
    .summary('ask the database, in SQL')
    .description(
      `Runs one SQL statement that reads, and prints its rows: as a table (up to ${thousands(MOST_ROWS)} rows), as CSV or as JSON. It cannot change anything.`,
    )
    .argument('<sql>', "the statement; '-' reads it from standard input")
    .addOption(sourceOption())
    .addOption(
      new Option('--format <format>', 'of the rows').choices(['table', 'csv', 'json']).default('table'),
    )
    .option('--json', 'the same as --format json')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync query "select full_name, season from team_seasons"
  $ season-sync query "select * from games" --format csv > games.csv
  $ season-sync query - --json < report.sql`,
    )
    .action(async (given: string, { source, format, json }: Options) => {
      const sql = given === '-' ? readFileSync(0, 'utf8') : given
      if (sql.trim() === '')
        throw new UserError('The statement is empty; give one like "select count(*) from games".', 2)
      const chosen = json === true ? 'json' : format
      await withPostgres(
        readSettings(),
        async ({ database }) => {
          if (chosen === 'table') return printTable(await firstRows(database.pool, sql, MOST_ROWS))
          await streamRows(database.pool, sql, chosen, process.stdout)
        },
        source,
      )
    })
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
    printNotice(`These are the first ${thousands(MOST_ROWS)} rows; --format csv or json gives all of them.`)
}

/** A value as a table shows it; ids and years are no amounts, and have no thousands separators. */
function cellOf(value: unknown, column: string): CellText {
  if (value === null || value === undefined) return null
  if (typeof value === 'number')
    return Number.isInteger(value) && !/(^|_)(id|year)$/.test(column) ? value : String(value)
  if (typeof value === 'string') return value
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}
