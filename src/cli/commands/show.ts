import { Command } from 'commander'
import type { ShowOptions } from '../actions/show.js'
import { runArgument, sourceOption } from '../options.js'
import { SHOWN_LINES } from '../shown-lines.js'

/** `season-sync show <run>` */
export function showCommand(): Command {
  return new Command('show')
    .summary('show everything that is known about one sync, or a backfill')
    .description(
      'Shows everything that is known about one sync: its datasets, failed attempts, what is missing or in conflict, rows in quarantine. Of a backfill it shows what is done, what is next, and the time left. Reads Postgres; Temporal, if it runs, is asked only whether it still has its own copy.',
    )
    .argument('<run>', runArgument())
    .option('--all', `lists in full, not their first ${SHOWN_LINES} lines`)
    .addOption(sourceOption())
    .option('--json', 'one JSON object on standard output, with all lists in full')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync show latest
  $ season-sync show 2018-19
  $ season-sync show 01a207b2 --all`,
    )
    .action(async (name: string, options: ShowOptions) => {
      const { showRun } = await import('../actions/show.js')
      await showRun(name, options)
    })
}
