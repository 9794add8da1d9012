import { Command } from 'commander'
import { configLines } from '../reports/config-report.js'
import { print, printJson, table } from '../terminal.js'

/** Exit code of a setting that cannot be used, as that of the commands that would refuse it. */
const USAGE = 2

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
    .action(({ json }: { readonly json?: boolean }) => {
      const lines = configLines()
      if (json === true) printJson(lines)
      else
        print(
          table(
            ['setting', 'from', 'value'],
            lines.map(({ name, value, from, problem }) => [
              name,
              from,
              [value ?? '', problem === null ? '' : `(${problem})`].filter((part) => part !== '').join(' '),
            ]),
          ),
        )
      if (lines.some(({ problem }) => problem !== null)) process.exitCode = USAGE
    })
}
