import { Command } from 'commander'
import { readSettings } from '../../settings.js'
import { stackDown } from '../../stack/index.js'
import { print, printNotice } from '../terminal.js'

/** `season-sync down` */
export function downCommand(): Command {
  return new Command('down')
    .summary('stop the embedded Postgres, Temporal and worker')
    .description(
      'Stops the embedded Postgres, Temporal and worker, also for other commands. A running sync continues when they run again.',
    )
    .addHelpText('after', `\nExample:\n  $ season-sync down`)
    .action(async () => {
      print((await stackDown(readSettings(), printNotice)) ? 'Stopped.' : 'Nothing was running.')
    })
}
