import { Command } from 'commander'
import type { ArchiveOptions, PruneOptions, ArchiveExportOptions } from '../actions/archive.js'
import { names, sourceOption } from '../options.js'

/** What the subcommands do, loaded when one runs. */
const actions = () => import('../actions/archive.js')

const JSON_OPTION = [
  '--json',
  'one JSON object on standard output; progress stays on standard error',
] as const

/** `season-sync archive …` */
export function archiveCommand(): Command {
  return new Command('archive')
    .summary('export, import, count, check and prune the archived answers')
    .description(
      'The archive holds every answer as it was received. From it `season-sync rebuild` makes the tables again without a request.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync archive export nba-2018-19.tar --season 2018-19
  $ season-sync archive import nba-2018-19.tar
  $ season-sync rebuild 2018-19`,
    )
    .addCommand(exportCommand())
    .addCommand(importCommand())
    .addCommand(statsCommand())
    .addCommand(checkCommand())
    .addCommand(pruneCommand())
}

function exportCommand(): Command {
  return new Command('export')
    .summary('write archived answers to a file')
    .description(
      'Writes the archived answers with their origin to a file, each body once. No password and no address of a server of your own is in it. docs/archive-format.md describes the file.',
    )
    .argument('<file>', 'the file, which must not exist; it is a tar file')
    .option(
      '--season <seasons>',
      'of some seasons: 2018-19, a list 2016-17,2018-19, a range 2016-17..2018-19',
    )
    .option('--only <datasets>', 'of some datasets, separated by commas, and what they need', names)
    .addOption(sourceOption())
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync archive export nba.tar
  $ season-sync archive export box-scores.tar --season 2018-19 --only box_scores`,
    )
    .action(
      async (file: string, options: ArchiveExportOptions) =>
        void (process.exitCode = await (await actions()).exportTo(file, options)),
    )
}

function importCommand(): Command {
  return new Command('import')
    .summary('take the answers of a file into the archive')
    .description(
      'Takes the answers of an exported archive, all or none of them: each body is checked by its hash. An imported answer counts as older than every answer that was fetched here. The tables stay as they are until a rebuild.',
    )
    .argument('<file>', 'a file that `archive export` wrote')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ season-sync archive import nba-2018-19.tar')
    .action(async (file: string, options: ArchiveOptions) => (await actions()).importFrom(file, options))
}

function statsCommand(): Command {
  return new Command('stats')
    .summary('count the archived answers by season and dataset')
    .description('Counts the archived answers, their bodies and their size, by season, dataset and origin.')
    .addOption(sourceOption())
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ season-sync archive stats')
    .action(async (options: ArchiveOptions) => (await actions()).stats(options))
}

function checkCommand(): Command {
  return new Command('check')
    .summary('compare every archived body with its hash')
    .description(
      'Compares every archived body with its hash and names those that are corrupt or gone. The next sync asks for them again.',
    )
    .addOption(sourceOption())
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `
Example:
  $ season-sync archive check

Exit codes: 0 all are whole, 1 failed, 2 wrong usage, 3 corrupt or gone.`,
    )
    .action(
      async (options: ArchiveOptions) => void (process.exitCode = await (await actions()).check(options)),
    )
}

function pruneCommand(): Command {
  return new Command('prune')
    .summary('remove archived answers that nothing needs any more')
    .description(
      'Removes archived answers that nothing needs any more, and bodies that no answer has. What stays: the answer behind a stored value, a ledger entry, a last merge or a row in quarantine, those of running syncs, the latest one of each request, and the record of failed attempts.',
    )
    .option('--dry-run', 'only count what would go')
    .addOption(sourceOption())
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync archive prune --dry-run
  $ season-sync archive prune`,
    )
    .action(async (options: PruneOptions) => (await actions()).prune(options))
}
