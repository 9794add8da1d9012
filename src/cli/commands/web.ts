import { Command } from 'commander'
import type { WebOptions } from '../actions/web.js'
import { runArgument, sourceOption } from '../options.js'

/** `season-sync web [run]` */
export function webCommand(): Command {
  return new Command('web')
    .summary("open Temporal's Web UI, or a run's page there")
    .description(
      "Opens Temporal's Web UI, or its page of a run, in the browser, and prints the address. Without a terminal or a browser it only prints it. Starts nothing.",
    )
    .argument('[run]', runArgument())
    .addOption(sourceOption())
    .option('--json', 'the address as a JSON object; no browser is opened')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync web
  $ season-sync web latest`,
    )
    .action(async (name: string | undefined, options: WebOptions) => {
      const { openWebUi } = await import('../actions/web.js')
      await openWebUi(name, options)
    })
}
