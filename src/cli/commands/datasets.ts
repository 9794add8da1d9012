import { Command } from 'commander'
import type { DatasetsOptions } from '../actions/datasets.js'
import { sourceOption } from '../options.js'

/** `season-sync datasets …` */
export function datasetsCommand(): Command {
  return new Command('datasets')
    .summary('list what can be synced, by group')
    .description(
      'Lists the datasets of a source by group: what one request is about, the first season, and the requests for a season of 30 teams with 82 games each.',
    )
    .addOption(sourceOption())
    .option('--json', 'a JSON list on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync datasets
  $ season-sync datasets show box_scores
  $ season-sync sync 2018-19 --only box_scores       one dataset
  $ season-sync sync 2018-19 --only box-scores       a group, named as here`,
    )
    .action(async (options: DatasetsOptions) => {
      const { listDatasets } = await import('../actions/datasets.js')
      await listDatasets(options)
    })
    .addCommand(showCommand())
}

function showCommand(): Command {
  return new Command('show')
    .summary('show a dataset: tables, columns, key, what is left out, checks')
    .description(
      'Shows the tables and columns of a dataset, with types and units, and where each comes from.',
    )
    .argument('<dataset>', 'its name, like box_scores')
    .addOption(sourceOption())
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', '\nExample:\n  $ season-sync datasets show standings')
    .action(async (name: string, _options: DatasetsOptions, command: Command) => {
      const { showDataset } = await import('../actions/datasets.js')
      await showDataset(name, command.optsWithGlobals())
    })
}
