import { Command, Option } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { CATALOGUE } from '../../datasets/catalogue.js'
import { exportTables } from '../../store/export/export-tables.js'
import { FORMATS, type Format } from '../../store/export/write-file.js'
import { easternToday, seasonTypeOf } from '../../season/season.js'
import { seasonsOf } from '../../season/season-list.js'
import { readSettings } from '../../settings.js'
import { seasonTypeOption, SEASONS_ARGUMENT, sourceOption } from '../options.js'
import { bytes, count, print, printJson, printNotice, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface Options {
  readonly source?: SourceName
  readonly season?: string
  readonly seasonType?: string
  readonly format: Format
  readonly partitionBy?: 'season'
  readonly to: string
  readonly json?: true
}

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
    .option('--to <folder>', 'where the files go; those of the same names are replaced', 'export')
    .option('--json', 'print the manifest')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync export player_game_logs team_game_logs --season 2018-19
  $ season-sync export all --format parquet --partition-by season --to nba`,
    )
    .action(async (tables: readonly string[], options: Options) => {
      const { source = 'nba', season, seasonType, format, partitionBy, to, json } = options
      const settings = readSettings()
      const order = {
        tables,
        format,
        bySeason: partitionBy === 'season',
        folder: to,
        seasons: season === undefined ? undefined : seasonsOf(season, easternToday(settings.today)),
        seasonType: seasonType === undefined ? undefined : seasonTypeOf(seasonType),
      }
      const data = [
        ...new Set(CATALOGUE[source].flatMap((dataset) => dataset.tables.map(({ name }) => name))),
      ]
      const manifest = await withPostgres(
        settings,
        ({ database }) =>
          exportTables(database.pool, order, data, ({ file, rows, bytes: size }) => {
            if (json !== true) print(`${file}  ${thousands(rows)} rows, ${bytes(size)}`)
          }),
        source,
      )
      if (json === true) return printJson(manifest)
      if ((season ?? seasonType) !== undefined && manifest.ofAllSeasons.length > 0)
        printNotice(`Of all seasons, since their rows tell none: ${manifest.ofAllSeasons.join(', ')}`)
      const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0)
      print(
        `Exported ${count(rows, 'row')} into ${count(manifest.files.length, 'file')} of ${to}, with manifest.json`,
      )
    })
}
