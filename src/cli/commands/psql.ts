import { Command } from 'commander'
import type { PsqlOptions } from '../actions/psql.js'
import { sourceOption } from '../options.js'

/** `season-sync psql` */
export function psqlCommand(): Command {
  return new Command('psql')
    .summary('open the database with psql')
    .description(
      "Opens the database with psql, which gets the password without showing it to other users of this machine. The arguments are psql's own; of the embedded stack Postgres alone is started.",
    )
    .addOption(sourceOption())
    .argument('[arguments...]', 'arguments of psql')
    .allowUnknownOption()
    .passThroughOptions()
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync psql
  $ season-sync psql -c 'select count(*) from games'
  $ season-sync psql --source sandbox -f report.sql`,
    )
    .action(async (args: readonly string[], options: PsqlOptions) => {
      const { openPsql } = await import('../actions/psql.js')
      process.exitCode = await openPsql(args, options)
    })
}
