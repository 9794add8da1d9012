import { Command } from 'commander'
import type { JsonOption } from '../options.js'

/** `season-sync migrate` */
export function migrateCommand(): Command {
  return new Command('migrate')
    .summary('bring the tables of a configured database up to date')
    .description(
      'Creates and changes the tables and views of the database in DATABASE_URL as this version needs them, and comments on each. The embedded database is brought up to date whenever it is started.',
    )
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      `
Example:
  $ DATABASE_URL=postgresql://me@db.example/nba season-sync migrate`,
    )
    .action(async (options: JsonOption) => {
      const { migrate } = await import('../actions/migrate.js')
      await migrate(options)
    })
}
