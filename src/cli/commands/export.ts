import { Command, Option } from 'commander'
import { FORMATS } from '../../store/export/formats.js'
import type { ExportOptions } from '../actions/export.js'
import { seasonTypeOption, SEASONS_ARGUMENT, sourceOption } from '../options.js'

/** `season-sync export` */
export function exportCommand(): Command {
  return new Command('export')
    .summary('write tables into CSV, JSON or Parquet files')
    .description(
      "Writes tables and views into files of a folder, in the order of their keys and with one view of the data, and a manifest.json with each file's rows, bytes and SHA-256.",
    )
    .argument('<tables...>', "names of tables or views; 'all' for all tables of data")
    .addOption(sourceOption())
    .option('--season <seasons>', `rows of these seasons alone: ${SEASONS_ARGUMENT}`)
    .addOption(seasonTypeOption('all'))
    .addOption(
      new Option('--format <format>', 'of the files; json is an object a line')
        .choices(FORMATS)
        .default('csv'),
    )
    .addOption(
      new Option(
        '--partition-by <what>',
        "a file for each season, as <table>/season=2018-19/data.<format>; the folder's name replaces the column",
      ).choices(['season']),
    )
    .option(
      '--to <folder>',
      'where the files go; those of the same names are replaced, the manifest too',
      'export',
    )
    .option('--json', 'print the manifest')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync export player_game_logs team_game_logs --season 2018-19
  $ season-sync export all --format parquet --partition-by season --to nba`,
    )
    .action(async (tables: readonly string[], options: ExportOptions) => {
      const { exportFiles } = await import('../actions/export.js')
      await exportFiles(tables, options)
    })
}
