import { Command } from 'commander'
import type { JsonOption } from '../options.js'

/** `season-sync down` */
export function downCommand(): Command {
  return new Command('down')
    .summary('stop the embedded Postgres, Temporal and worker')
    .description(
      'Stops the embedded Postgres, Temporal and worker, also for other commands. A running sync continues when they run again.',
    )
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', `\nExample:\n  $ season-sync down`)
    .action(async (options: JsonOption) => {
      const { stopStack } = await import('../actions/down.js')
      await stopStack(options)
    })
}
