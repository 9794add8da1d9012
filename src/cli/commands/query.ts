import { Command, Option } from 'commander'
import type { QueryOptions } from '../actions/query.js'
import { sourceOption } from '../options.js'
import { QUERY_ROWS } from '../shown-lines.js'
import { thousands } from '../terminal.js'

/** `season-sync query` */
export function queryCommand(): Command {
  return new Command('query')
    .summary('ask the database, in SQL')
    .description(
      `Runs one SQL statement that reads, and prints its rows: as a table (up to ${thousands(QUERY_ROWS)} rows), as CSV or as JSON. It cannot change anything.`,
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
    .action(async (sql: string, options: QueryOptions) => {
      const { runQuery } = await import('../actions/query.js')
      await runQuery(sql, options)
    })
}
