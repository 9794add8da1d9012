import { Command } from 'commander'
import type { JsonOption } from '../options.js'

/** `season-sync config` */
export function configCommand(): Command {
  return new Command('config')
    .summary('show each setting, its value and where it comes from')
    .description(
      'Shows each setting with its value and where that comes from: the default, the environment, the file .env of the working folder, or a profile of Temporal. Secrets are masked. Connects to nothing.',
    )
    .option('--json', 'a JSON list on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync config
  $ season-sync config --json

Exit codes: 0, or 2 if a setting cannot be used.`,
    )
    .action(async (options: JsonOption) => {
      const { showConfig } = await import('../actions/config.js')
      process.exitCode = await showConfig(options)
    })
}
