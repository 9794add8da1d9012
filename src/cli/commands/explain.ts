import { Command } from 'commander'
import type { ExplainOptions } from '../actions/explain.js'
import { sourceOption } from '../options.js'

/** `season-sync explain <table> <key…> [column]` */
export function explainCommand(): Command {
  return new Command('explain')
    .summary('why a number is what it is: its answer and each earlier value')
    .description(
      'Shows a value with the answer that brought it, the place in its body, every earlier value with its own answer, and what verified it. The key is written in any order: names of players and teams, abbreviations, dates, seasons, season types, ids, column=value. Rows that were removed are found too. A key that means several rows lists them, with exit code 2.',
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
    .action(async (name: string, key: readonly string[], options: ExplainOptions) => {
      const { explainValue } = await import('../actions/explain.js')
      process.exitCode = await explainValue(name, key, options)
    })
}
