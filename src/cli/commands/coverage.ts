import { Command } from 'commander'
import type { CoverageOptions } from '../actions/coverage.js'
import { names, SEASONS_ARGUMENT, seasonTypeOption, sourceOption } from '../options.js'

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
    .action(async (options: CoverageOptions) => {
      const { showCoverage } = await import('../actions/coverage.js')
      await showCoverage(options)
    })
}
