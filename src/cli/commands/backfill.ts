import { Command } from 'commander'
import {
  chosenSource,
  ifRunningOption,
  onlyOption,
  paceOption,
  recheckOption,
  seasonTypeOption,
} from '../options.js'
import type { SyncOptions } from '../request-options.js'

/** `season-sync backfill <seasons>` */
export function backfillCommand(): Command {
  return new Command('backfill')
    .summary('bring many seasons into the database')
    .description(
      'Brings many seasons into the database, newest first, two or three at a time. Its requests come after those of every sync of a single season. A season that fails does not stop the others. It can be paused, cancelled and retried by its id; a season that another sync brings at the same time is left to that one.',
    )
    .argument('<seasons>', 'a range like 1946-47..current, a list like 2016-17,2018-19, or one season')
    .addOption(chosenSource())
    .addOption(seasonTypeOption('Regular Season', ', or all that the season had'))
    .addOption(onlyOption())
    .addOption(paceOption())
    .addOption(recheckOption())
    .option('--dry-run', 'only show how many requests that is, and how long they take')
    .addOption(ifRunningOption('when a backfill is running already'))
    .option('--detach', 'start the backfill, print its id and leave')
    .option('--json', 'one JSON object on standard output; progress stays on standard error')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync backfill 1946-47..current --dry-run
  $ season-sync backfill 1996-97..current --season-type all --detach
  $ season-sync backfill 2016-17..2018-19 --only box_scores --pace 0.5
  $ season-sync show latest     what is done, what is next, and the time left

At a terminal Ctrl-C asks whether to leave the backfill running or to cancel it;
elsewhere it cancels it and waits for its end. The next one leaves as soon as
Temporal knows.
Exit codes: 0 succeeded, 1 failed, 2 wrong usage, 3 partial, 130 cancelled.`,
    )
    .action(async (seasons: string, options: SyncOptions) => {
      const { runBackfill } = await import('../actions/backfill.js')
      process.exitCode = await runBackfill(seasons, options)
    })
}
