import { Command } from 'commander'
import type { ChangesOptions } from '../actions/changes.js'
import { limit, runArgument, sourceOption } from '../options.js'

/** `season-sync changes <run>` */
export function changesCommand(): Command {
  return new Command('changes')
    .summary('list the values that a sync changed, with both answers')
    .description(
      'Lists each value that a sync changed or removed: before and after, the answer that brought each of the two, and the cause. New rows are no changes; a row that returns after its removal is one, and rows that were lost and came back have the column *.',
    )
    .argument('<run>', runArgument('a run'))
    .option('--table <name>', 'those of one table')
    .option('--limit <number>', 'at most this many', limit, 50)
    .addOption(sourceOption())
    .option('--json', 'a JSON list on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync changes latest
  $ season-sync changes 01a207b2 --table player_game_logs --json`,
    )
    .action(async (name: string, options: ChangesOptions) => {
      const { listChanges } = await import('../actions/changes.js')
      await listChanges(name, options)
    })
}
