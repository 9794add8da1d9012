import { Command } from 'commander'
import type { ControlOptions } from '../actions/control.js'
import { runArgument, sourceOption } from '../options.js'

/** `season-sync cancel <run>` */
export function cancelCommand(): Command {
  return forRun('cancel')
    .summary('end a running sync or backfill')
    .description(
      'Ends a running sync: no further request starts, what is under way is finished, what was merged stays, the end is recorded.',
    )
    .addHelpText('after', examples('cancel'))
    .action(async (name: string, options: ControlOptions) => {
      const { cancel } = await import('../actions/control.js')
      await cancel(name, options)
    })
}

/** `season-sync pause <run>` */
export function pauseCommand(): Command {
  return forRun('pause')
    .summary('stop the requests of a sync or a backfill until it is resumed')
    .description(
      'Stops the requests of a sync until it is resumed: when the command returns, no further request starts. What has arrived is merged.',
    )
    .addHelpText('after', examples('pause'))
    .action(async (name: string, options: ControlOptions) => {
      const { setPaused } = await import('../actions/control.js')
      await setPaused(name, options, true)
    })
}

/** `season-sync resume <run>` */
export function resumeCommand(): Command {
  return forRun('resume')
    .summary('continue a paused sync or backfill')
    .description('Continues a paused sync where it stopped.')
    .addHelpText('after', examples('resume'))
    .action(async (name: string, options: ControlOptions) => {
      const { setPaused } = await import('../actions/control.js')
      await setPaused(name, options, false)
    })
}

const forRun = (name: string): Command =>
  new Command(name)
    .argument('<run>', runArgument())
    .addOption(sourceOption())
    .option('--json', 'one JSON object on standard output')

const examples = (name: string): string => `
Examples:
  $ season-sync ${name} latest
  $ season-sync ${name} 2018-19
  $ season-sync ${name} 01a207b2
  $ season-sync ${name} season-sync/nba/2018-19/playoffs`
