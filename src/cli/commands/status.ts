import { Command } from 'commander'
import { COMMAND } from '../../contracts/next-step.js'
import type { StatusOptions } from '../actions/status.js'

/** `season-sync status` */
export function statusCommand(): Command {
  return new Command('status')
    .summary('show what runs and where')
    .description(
      'Shows what runs, where it can be reached, whether the tables are up to date, and the rate limit of each source: pace, budget, holds and waiting runs. Starts nothing.',
    )
    .option(
      '--check',
      'only say whether a sync would get on, for cron and probes; the exit code tells it too',
    )
    .option('--json', 'one JSON object on standard output')
    .option('--database-url', 'the address of the database alone')
    .option('--show-secrets', 'also the password of the database, for a program that needs the address')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync status
  $ season-sync status --database-url --show-secrets
  $ season-sync status --check || mail -s "season-sync" me@example.org

Exit codes of --check: 0 works, 1 something is broken, 2 wrong usage, 3 a source
is on hold or a step is failing and tried again, 4 nothing runs.
For psql there is: ${COMMAND.psql}`,
    )
    .action(async (options: StatusOptions) => {
      const { showStatus } = await import('../actions/status.js')
      process.exitCode = await showStatus(options)
    })
}
