import { Command } from 'commander'
import { sourceOption } from '../options.js'
import type { ControlOptions } from './control-actions.js'

/** `season-sync cancel <run>` */
export function cancelCommand(): Command {
  return forRun('cancel')
    .summary('end a sync that goes on')
    .description(
      'Ends a sync that goes on: no further request starts, what is under way is finished, what was merged stays, the end is recorded.',
    )
    .addHelpText('after', examples('cancel'))
    .action(async (name: string, options: ControlOptions) =>
      (await import('./control-actions.js')).cancel(name, options),
    )
}

/** `season-sync pause <run>` */
export function pauseCommand(): Command {
  return forRun('pause')
    .summary('let a sync ask for nothing more until it is resumed')
    .description(
      'Lets a sync ask for nothing more until it is resumed. What has arrived is merged; when the command returns, no further request starts.',
    )
    .addHelpText('after', examples('pause'))
    .action(async (name: string, options: ControlOptions) =>
      (await import('./control-actions.js')).setPaused(name, options, true),
    )
}

/** `season-sync resume <run>` */
export function resumeCommand(): Command {
  return forRun('resume')
    .summary('let a paused sync go on')
    .description('Lets a paused sync go on where it was.')
    .addHelpText('after', examples('resume'))
    .action(async (name: string, options: ControlOptions) =>
      (await import('./control-actions.js')).setPaused(name, options, false),
    )
}

const forRun = (name: string): Command =>
  new Command(name)
    .argument('<run>', "a run id, its beginning, or 'latest'")
    .addOption(sourceOption())
    .option('--json', 'one JSON object on standard output')

const examples = (name: string): string => `
Examples:
  $ season-sync ${name} latest
  $ season-sync ${name} 01a207b2`
