import { Command } from 'commander'
import type { DoctorOptions } from '../actions/doctor.js'
import { chosenSource } from '../options.js'

/** `season-sync doctor` */
export function doctorCommand(): Command {
  return new Command('doctor')
    .summary('look for what keeps a sync from working')
    .description(
      'Looks at Node, disk, ports, Postgres and its tables, Temporal, workers, proxy, the source (by one request, in its rate limit) and the clock, and says what to do about each problem. Starts and changes nothing.',
    )
    .addOption(chosenSource('the source to ask'))
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync doctor
  $ season-sync doctor --source rest --json

Exit codes: 0, or 1 if there is a problem.`,
    )
    .action(async (options: DoctorOptions) => {
      const { examine } = await import('../actions/doctor.js')
      process.exitCode = await examine(options)
    })
}
