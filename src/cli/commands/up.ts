import { Command } from 'commander'
import { COMMAND } from '../../contracts/next-step.js'
import type { UpOptions } from '../actions/up.js'

/** `season-sync up` */
export function upCommand(): Command {
  return new Command('up')
    .summary('start Postgres, Temporal and a worker')
    .description(
      'Starts Postgres, Temporal with its Web UI and a worker on this machine, and stays until Ctrl-C. What is configured (DATABASE_URL, TEMPORAL_ADDRESS) is not started.',
    )
    .option('--detach', `leave them running until \`${COMMAND.down}\``)
    .option('--json', 'the addresses as a JSON object')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync up
  $ season-sync up --detach`,
    )
    .action(async (options: UpOptions) => {
      const { startStack } = await import('../actions/up.js')
      await startStack(options)
    })
}
