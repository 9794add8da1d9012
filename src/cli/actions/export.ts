import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { CATALOGUE } from '../../datasets/catalogue.js'
import { exportTables } from '../../store/export/export-tables.js'
import type { Format } from '../../store/export/formats.js'
import { easternToday, seasonTypeOf } from '../../season/season.js'
import { seasonsOf } from '../../season/season-list.js'
import { readSettings } from '../../settings.js'
import { printJson } from '../print-json.js'
import { bytes, count, print, printNotice, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface ExportOptions {
  readonly source?: SourceName
  readonly season?: string
  readonly seasonType?: string
  readonly format: Format
  readonly partitionBy?: 'season'
  readonly to: string
  readonly json?: true
}

/** Writes tables into files of a folder. */
export async function exportFiles(tables: readonly string[], options: ExportOptions): Promise<void> {
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
  const data = [...new Set(CATALOGUE[source].flatMap((dataset) => dataset.tables.map(({ name }) => name)))]
  const manifest = await withPostgres(
    settings,
    ({ database }) =>
      exportTables(database.pool, order, data, ({ file, rows, bytes: size }) => {
        if (json !== true) print(`${file}  ${thousands(rows)} rows, ${bytes(size)}`)
      }),
    source,
  )
  if (json === true) return printJson('manifest', manifest)
  if ((season ?? seasonType) !== undefined && manifest.ofAllSeasons.length > 0)
    printNotice(`Of all seasons, since their rows tell none: ${manifest.ofAllSeasons.join(', ')}`)
  const rows = manifest.files.reduce((sum, file) => sum + file.rows, 0)
  print(
    `Exported ${count(rows, 'row')} into ${count(manifest.files.length, 'file')} of ${to}, with manifest.json`,
  )
  if (rows === 0) printNotice(`Nothing of this is stored; what is: ${COMMAND.coverage({ source })}`)
}
