import { Command } from 'commander'
import type { RetryOptions } from '../actions/retry.js'
import { paceOption, runArgument, sourceOption } from '../options.js'

/** `season-sync retry <run>` */
export function retryCommand(): Command {
  return new Command('retry')
    .summary('ask again for what a sync left missing or in doubt, and nothing else')
    .description(
      'Asks again for what an ended sync left missing (failed and never asked requests, games that verify misses, answers with refused rows), wrong, in conflict or held, and for nothing else. It is a sync of its own, with its own outcome. Of a backfill it repeats the seasons that are not whole.',
    )
    .argument('<run>', runArgument())
    .addOption(sourceOption())
    .addOption(paceOption())
    .option('--accept-removals', 'remove or empty what the answers lack, however much')
    .option('--dry-run', 'with --accept-removals: only show what the answers of that sync would remove')
    .option('--detach', 'start the sync, print its run id and leave')
    .option('--json', 'one JSON object on standard output; progress stays on standard error')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync retry latest
  $ season-sync retry 01a207b2 --pace 0.5
  $ season-sync retry latest --accept-removals --dry-run

Exit codes: 0 succeeded (or nothing was missing), 1 failed, 2 wrong usage,
3 partial, 130 cancelled.`,
    )
    .action(async (name: string, options: RetryOptions) => {
      const { retryRun } = await import('../actions/retry.js')
      process.exitCode = await retryRun(name, options)
    })
}
