import { writeFile } from 'node:fs/promises'
import { Command } from 'commander'
import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { coverageRequest, readCoverage } from '../../runs/coverage.js'
import { readSettings } from '../../settings.js'
import { names, SEASONS_ARGUMENT, seasonTypeOption, sourceOption } from '../options.js'
import { coverageText } from '../reports/coverage-report.js'
import { print, printJson, printNotice } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface Options {
  readonly source?: SourceName
  readonly season?: string
  readonly seasonType?: string
  readonly only?: readonly string[]
  readonly html?: string
  readonly json?: true
}

/** `season-sync coverage` */
export function coverageCommand(): Command {
  return new Command('coverage')
    .summary('what the database has: by season, type and dataset')
    .description(
      'Counts the rows of each dataset in each season, and the played games that it has, and says what its latest sync found missing, what is accepted, what verified it and when it was synced.',
    )
    .option('--season <seasons>', `these alone, dataset by dataset: ${SEASONS_ARGUMENT}`)
    .addOption(seasonTypeOption('all'))
    .option('--only <datasets>', 'some datasets or groups of them, separated by commas, or all', names)
    .addOption(sourceOption())
    .option('--html <file>', 'write a page with all of it, which needs no server')
    .option('--json', 'a JSON object on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync coverage
  $ season-sync coverage --season 2016-17..2018-19 --only box_scores
  $ season-sync coverage --html coverage.html`,
    )
    .action(async ({ source = 'nba', season, seasonType, only, html, json }: Options) => {
      const settings = readSettings()
      const request = coverageRequest({ source, seasons: season, seasonType, only }, settings)
      const coverage = await withPostgres(
        settings,
        ({ database }) => readCoverage(database.pool, request),
        source,
      )
      if (html !== undefined) {
        const { coveragePage } = await import('../reports/coverage-page/index.js')
        await writeFile(html, coveragePage(coverage)).catch((error: NodeJS.ErrnoException) => {
          throw new UserError(`The page ${html} cannot be written (${error.code}).`, 2)
        })
        if (json !== true) return printNotice(`Wrote ${html}; open it in a browser`)
      }
      if (json === true) return printJson(coverage)
      if (coverage.seasons.length === 0)
        return print(`Nothing is stored yet; start with: ${COMMAND.firstSync(source)}`)
      print(coverageText(coverage, { inDetail: season !== undefined }))
    })
}
