import { Command } from 'commander'
import type { WatchOptions } from '../actions/watch.js'
import { runArgument, sourceOption } from '../options.js'

/** `season-sync watch [run]` */
export function watchCommand(): Command {
  return new Command('watch')
    .summary('follow a sync or a backfill to its end; leaving it leaves the sync')
    .description(
      'Follows a sync or a backfill that is running, whoever started it: what is done, what is next, and the time left. Ctrl-C only leaves; the sync continues. Of one that has ended it shows the summary.',
    )
    .argument('[run]', runArgument(), 'latest')
    .addOption(sourceOption())
    .option('--json', 'one JSON object on standard output, at the end; progress stays on standard error')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync watch
  $ season-sync watch 01a207b2

Exit codes: those of the sync (0 succeeded, 1 failed, 3 partial, 130 cancelled);
2 wrong usage; 0 if you leave.`,
    )
    .action(async (name: string, options: WatchOptions) => {
      const { watchRun } = await import('../actions/watch.js')
      process.exitCode = await watchRun(name, options)
    })
}
