import { Command, Option } from 'commander'
import type { CreateOptions, NoteOptions } from '../actions/schedule.js'
import { chosenSource, onlyOption, paceOption, recheckOption, seasonTypeOption } from '../options.js'
import { cron, durationMs, noteText } from '../schedule-options.js'

/** What the subcommands do, loaded when one runs. */
const actions = () => import('../actions/schedule.js')

const JSON_OPTION = ['--json', 'the schedule as one JSON object on standard output'] as const

/** `season-sync schedule …` */
export function scheduleCommand(): Command {
  return new Command('schedule')
    .summary('start syncs at set times')
    .description(
      "Syncs that Temporal starts when they are due. Each one starts the season's own workflow; if a sync of the season runs already, it joins when the datasets are the same, otherwise it waits for its end. One of several seasons starts a backfill.",
    )
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync schedule create nightly --cron '0 6 * * *'
  $ season-sync schedule show nightly
  $ season-sync schedule pause nightly --note 'moving the database'`,
    )
    .addCommand(createCommand())
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(pauseCommand())
    .addCommand(resumeCommand())
    .addCommand(triggerCommand())
    .addCommand(deleteCommand())
}

function createCommand(): Command {
  return new Command('create')
    .summary('create a schedule, or change the one of this name')
    .description(
      'Creates a schedule. One of this name is changed to what is given here; one that is paused stays paused.',
    )
    .argument('<name>', "letters, digits, '-', '_' and '.', at most 60")
    .option('--cron <expression>', "when it is due, like '0 6 * * *'", cron)
    .addOption(
      new Option('--every <time>', 'or how often: 10s, 15m, 6h, 1d').argParser(durationMs).conflicts('cron'),
    )
    .option('--timezone <zone>', 'time zone of --cron (default: America/New_York)')
    .option(
      '--season <seasons>',
      "a season like 2025-26, 'current' (that of the Eastern date), a list 2016-17,2018-19, or a range 2023-24..current",
      'current',
    )
    .addOption(seasonTypeOption('Regular Season', ', or all that the season had'))
    .addOption(chosenSource())
    .addOption(onlyOption())
    .addOption(paceOption('the usual pace of the source'))
    .addOption(recheckOption())
    .option('--today', "yesterday's and today's games alone, as `season-sync today` brings them")
    .option('--accept-removals', 'remove or empty what the answers lack, however much')
    .addOption(
      new Option('--overlap <what>', 'when it is due while its last sync is running')
        .choices(['skip', 'buffer-one', 'buffer-all', 'allow-all', 'cancel-other'])
        .default('skip'),
    )
    .option('--catchup <time>', 'make up for due times missed up to this long ago (default: 1h)', durationMs)
    .option('--paused', 'create it paused')
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `
Choose an hour that exists on every day: from 1:00 to 3:00 at night the change
to and from daylight saving time skips a due time or doubles it.

Examples:
  $ season-sync schedule create nightly --cron '0 6 * * *'
  $ season-sync schedule create live --every 15m --today
  $ season-sync schedule create weekly --cron '0 8 * * 1' \\
      --season 2023-24..current --season-type all --recheck 30d
  $ season-sync schedule create late --cron '0 7 * 4-6 *' --season-type playoffs`,
    )
    .action(async (name: string, options: CreateOptions) => (await actions()).create(name, options))
}

function listCommand(): Command {
  return new Command('list')
    .summary('list the schedules')
    .description('Lists the schedules: what they bring, when they are due next and how the last run ended.')
    .option('--json', 'a JSON list on standard output')
    .addHelpText('after', '\nExample:\n  $ season-sync schedule list')
    .action(async ({ json }: { readonly json?: boolean }) => (await actions()).list(json === true))
}

function showCommand(): Command {
  return new Command('show')
    .summary('show what a schedule does and what became of its runs')
    .description(
      'Shows what a schedule brings and when, its next due times, and what became of its last runs.',
    )
    .argument('<name>')
    .option('--json', 'one JSON object on standard output')
    .addHelpText('after', '\nExample:\n  $ season-sync schedule show nightly')
    .action(async (name: string, { json }: { readonly json?: boolean }) =>
      (await actions()).show(name, json === true),
    )
}

function pauseCommand(): Command {
  return new Command('pause')
    .summary('start nothing until resumed')
    .description('Pauses a schedule: nothing is started until it is resumed. A running sync continues.')
    .argument('<name>')
    .option('--note <reason>', 'why; shown by `show` and in the Web UI', noteText)
    .option(...JSON_OPTION)
    .addHelpText('after', "\nExample:\n  $ season-sync schedule pause nightly --note 'moving the database'")
    .action(async (name: string, options: NoteOptions) => (await actions()).pause(name, options))
}

function resumeCommand(): Command {
  return new Command('resume')
    .summary('end a pause')
    .description('Resumes a paused schedule from its next due time on.')
    .argument('<name>')
    .option('--note <reason>', 'why; shown by `show` and in the Web UI', noteText)
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ season-sync schedule resume nightly')
    .action(async (name: string, options: NoteOptions) => (await actions()).resume(name, options))
}

function triggerCommand(): Command {
  return new Command('trigger')
    .summary('start a run now')
    .description(
      'Starts a run now, paused or not. If a sync of the season is running, it joins or waits for its end.',
    )
    .argument('<name>')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ season-sync schedule trigger nightly')
    .action(async (name: string, options: NoteOptions) => (await actions()).trigger(name, options))
}

function deleteCommand(): Command {
  return new Command('delete')
    .summary('delete a schedule')
    .description('Deletes a schedule. A running sync continues; the history of its runs stays.')
    .argument('<name>')
    .option(...JSON_OPTION)
    .addHelpText('after', '\nExample:\n  $ season-sync schedule delete nightly')
    .action(async (name: string, options: NoteOptions) => (await actions()).remove(name, options))
}
