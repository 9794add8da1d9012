import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { explain } from '../../runs/explain/index.js'
import { readSettings } from '../../settings.js'
import { sourceOption } from '../options.js'
import { explainedText } from '../reports/explain-report.js'
import { print, printJson } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface Options {
  readonly source?: SourceName
  readonly json?: true
}

/** `season-sync explain <table> <key…> [column]` */
export function explainCommand(): Command {
  return new Command('explain')
    .summary('why a number is what it is: its answer and each earlier value')
    .description(
      'Shows a value with the answer that brought it, the place in its body, every earlier value with its own answer, and what verified it. The key is written in any order: names of players and teams, abbreviations, dates, seasons, season types, ids, column=value. Rows that were removed are found too.',
    )
    .argument('<table>', 'a table of data, like player_game_logs')
    .argument('<key...>', 'parts of the key; a column at the end for one value, otherwise the row')
    .addOption(sourceOption())
    .option('--json', 'a JSON object on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync explain player_game_logs "James Harden" 2019-01-23 assists
  $ season-sync explain games BOS 2018-10-16 home_score
  $ season-sync explain box_score_players 0021800710 doncic`,
    )
    .action(async (name: string, key: readonly string[], { source = 'nba', json }: Options) => {
      const explained = await withPostgres(
        readSettings(),
        ({ database }) => explain(database.pool, source, name, key),
        source,
      )
      if (json === true) printJson(explained)
      else print(explainedText(explained, source))
    })
}
