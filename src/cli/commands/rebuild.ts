import { Command } from 'commander'
import type { RebuildOptions } from '../actions/rebuild.js'
import { chosenSource, onlyOption, SEASONS_ARGUMENT, seasonTypeOption } from '../options.js'

/** `season-sync rebuild <seasons>` */
export function rebuildCommand(): Command {
  return new Command('rebuild')
    .summary('make the tables of a season again from the archive, with no request')
    .description(
      'Makes the tables of a season again from the archived answers, the latest of each request, and verifies them. No request is sent: one that the archive lacks is named, and the run ends partial.',
    )
    .argument('<seasons>', SEASONS_ARGUMENT)
    .addOption(chosenSource('where the answers came from'))
    .addOption(seasonTypeOption('Regular Season', ', or all that the season had'))
    .addOption(onlyOption())
    .option('--detach', 'start the rebuild, print its run id and leave')
    .option('--json', 'one JSON object on standard output; progress stays on standard error')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync rebuild 2018-19
  $ season-sync rebuild 2018-19 --only box_scores,play_by_play
  $ season-sync rebuild 2016-17..2018-19 --season-type all --detach

At a terminal Ctrl-C asks whether to leave the rebuild running or to cancel it;
elsewhere it cancels it and waits for its end. The next one leaves as soon as
Temporal knows.
Exit codes: 0 succeeded, 1 failed, 2 wrong usage, 3 partial, 130 cancelled.`,
    )
    .action(async (seasons: string, options: RebuildOptions) => {
      const { runRebuild } = await import('../actions/rebuild.js')
      process.exitCode = await runRebuild(seasons, options)
    })
}
