import { Command } from 'commander'
import { readSettings } from '../../settings.js'
import { stackDown } from '../../stack/index.js'
import { print, printJson, printNotice } from '../terminal.js'

/** `season-sync down` */
export function downCommand(): Command {
  return new Command('down')
    .summary('stop the embedded Postgres, Temporal and worker')
    .description(
      'Stops the embedded Postgres, Temporal and worker, also for other commands. A running sync continues when they run again.',
    )
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', `\nExample:\n  $ season-sync down`)
    .action(async ({ json }: { readonly json?: boolean }) => {
      const stopped = await stackDown(readSettings(), printNotice)
      if (json === true) printJson({ stopped })
      else print(stopped ? 'Stopped.' : 'Nothing was running.')
    })
}
