import { Command } from 'commander'
import { type SourceName } from '../../contracts/source-names.js'
import type { TodayOptions } from '../actions/today.js'
import { chosenSource, ifRunningOption, onlyOption, paceOption, seasonTypeOption } from '../options.js'

/** `season-sync today` */
export function todayCommand(): Command {
  return new Command('today')
    .summary("bring yesterday's and today's games, before everything else")
    .description(
      'Brings the schedule of yesterday and today (US Eastern), and the lines, box scores and play-by-play of the games that have ended. Its requests go before those of all other syncs, and it runs beside a sync of the whole season.',
    )
    .addOption(chosenSource())
    .addOption(seasonTypeOption('that of the games of these days'))
    .addOption(onlyOption('other datasets'))
    .addOption(paceOption())
    .addOption(ifRunningOption("when today's games are being brought already"))
    .option('--detach', 'start, print the run id and leave')
    .option('--json', 'one JSON object for each season type on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync today
  $ season-sync today --only box_scores --if-running join
  $ season-sync schedule create live --cron '*/10 * * * *' --today

Exit codes: 0 succeeded, 1 failed, 2 wrong usage, 3 partial, 130 cancelled.`,
    )
    .action(async (options: TodayOptions & { readonly source: SourceName }) => {
      const { runToday } = await import('../actions/today.js')
      process.exitCode = await runToday(options)
    })
}
