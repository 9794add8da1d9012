import { Command } from 'commander'
import type { SyncOptions } from '../request-options.js'
import {
  chosenSource,
  games,
  ifRunningOption,
  onlyOption,
  paceOption,
  recheckOption,
  SEASONS_ARGUMENT,
  seasonTypeOption,
} from '../options.js'

/** What comes by default, and what the rest costs. Written here, since loading the catalogue would double the time of the help. */
export const costs = `Without --only it brings games, team_game_logs, player_game_logs, teams,
players, player_seasons and standings: 7 requests. Each further dataset costs,
in a whole season, about 1,230 requests where one is about a game, 540 where it
is about a player, 30 to 120 about a team, and up to 22 about a season. A sync
that takes longer than a minute says so when it starts.`

/** `season-sync sync <season>` */
export function syncCommand(): Command {
  return new Command('sync')
    .summary('bring a season into the database, or bring it up to date')
    .description(
      'Fetches a season, stores what is new or changed and verifies that all of it is there. A repeat asks only for what can have changed, and writes only what has.',
    )
    .argument('<seasons>', SEASONS_ARGUMENT)
    .addOption(chosenSource())
    .addOption(seasonTypeOption('Regular Season', ', or all that the season had'))
    .addOption(onlyOption())
    .addOption(paceOption())
    .addOption(recheckOption())
    .option('--since <date>', 'games since this date alone, like 2019-01-31')
    .option('--until <date>', 'games until this date alone')
    .option('--games <ids>', 'these games alone, separated by commas, like 0021800710', games)
    .option('--team <team>', 'games of this team alone, like LAL')
    .option('--accept-removals', 'remove or empty what the answers lack, however much')
    .option(
      '--dry-run',
      'only show how many requests that is, and how long they take; with --accept-removals: what the answers of the last sync would remove',
    )
    .option(
      '--rebuild',
      'merge every answer again, even one that has not changed: restores lost and damaged rows',
    )
    .addOption(ifRunningOption('when a sync of this season, or one of several, is running already'))
    .option('--detach', 'start the sync, print its run id and leave')
    .option('--json', 'one JSON object on standard output; progress stays on standard error')
    .addHelpText(
      'after',
      `
${costs}

--only takes datasets (box_scores), groups (box-scores, tracking) or all, which
season-sync datasets lists with their requests. One that a season does not have
yet is a note, and not missing.

Examples:
  $ season-sync sync 2018-19
  $ season-sync sync 2023-24 --season-type playoffs --only team_game_logs
  $ season-sync sync 2024-25 --detach
  $ season-sync sync 2018-19 --only box_scores --dry-run     how many requests
  $ season-sync sync 2018-19 --only box_scores --recheck 30d     corrections
  $ season-sync sync 2018-19 --only play_by_play --team LAL --since 2019-01-01
  $ season-sync sync 2016-17..2018-19,current --season-type all     several
  $ season-sync sync 2018-19 --accept-removals --dry-run
  $ season-sync sync 2018-19 --rebuild     after a restore of the database

At a terminal Ctrl-C asks whether to leave the sync running or to cancel it;
elsewhere it cancels it and waits for its end. The next one leaves as soon as
Temporal knows.
Exit codes: 0 succeeded, 1 failed, 2 wrong usage, 3 partial, 130 cancelled.`,
    )
    .action(async (seasons: string, options: SyncOptions) => {
      const { runSync } = await import('../actions/sync.js')
      process.exitCode = await runSync(seasons, options)
    })
}
