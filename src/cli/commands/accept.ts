import { Command } from 'commander'
import type { AcceptOptions } from '../actions/accept.js'
import { reason, seasonTypeOption, sourceOption } from '../options.js'

/** `season-sync accept <season>` */
export function acceptCommand(): Command {
  return new Command('accept')
    .summary('accept known holes, so that they count no longer')
    .description(
      'Accepts findings of the latest sync of a season: what is missing, in conflict or wrong, and will stay so. They count no longer from the next sync on. They come back by themselves when the source delivers, or when the difference changes.',
    )
    .argument('<season>', 'the season, like 2018-19')
    .argument('[dataset]', 'findings of one dataset (default: of all)')
    .argument(
      '[subjects...]',
      'findings about some games, teams or players by their ids, or about the season',
    )
    .requiredOption('--because <reason>', 'why they are accepted', reason)
    .addOption(seasonTypeOption())
    .option('--never-played', 'the games were never played: no dataset asks for them or misses them any more')
    .addOption(sourceOption())
    .option('--dry-run', 'list what would be accepted, and accept nothing')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync accept 1996-97 box_scores 0029600332 0029600370 \\
      --because 'the source has no box score'
  $ season-sync accept 1960-61 player_game_logs --dry-run \\
      --because 'no player lines in that season'
  $ season-sync accept 2012-13 box_scores 0021201214 --never-played \\
      --because 'cancelled, never replayed'

Rows that a sync held back are not accepted here; --accept-removals of sync and
retry removes them.
Exit codes: 0 accepted, 1 failed, 2 wrong usage, or nothing of that kind found.`,
    )
    .action(
      async (season: string, dataset: string | undefined, subjects: string[], options: AcceptOptions) => {
        const { accept } = await import('../actions/accept.js')
        await accept(season, dataset, subjects, options)
      },
    )
}
