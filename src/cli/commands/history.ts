import { Command, Option } from 'commander'
import type { HistoryOptions } from '../actions/history.js'
import { limit, OUTCOMES, season, sourceOption } from '../options.js'
import { SHOWN_LINES } from '../shown-lines.js'

/** `season-sync history` */
export function historyCommand(): Command {
  return new Command('history')
    .summary('list the syncs, newest first')
    .description(
      'Lists the syncs, newest first; a backfill has its seasons under it. Reads Postgres alone; Temporal, if it runs, is asked only about running syncs.',
    )
    .option('--season <season>', 'those of one season, like 2018-19', season)
    .addOption(sourceOption())
    .addOption(new Option('--outcome <outcome>', 'those with one outcome').choices(OUTCOMES))
    .option('--limit <number>', 'at most this many', limit, SHOWN_LINES)
    .option('--json', 'a JSON list on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync history --season 2018-19
  $ season-sync history --outcome partial --json`,
    )
    .action(async (options: HistoryOptions) => {
      const { listHistory } = await import('../actions/history.js')
      await listHistory(options)
    })
}
