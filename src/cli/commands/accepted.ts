import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { revokeAcceptances } from '../../runs/revoke.js'
import { SEASON_TYPES, seasonTypeOf, type SeasonType } from '../../season/season.js'
import { readSettings } from '../../settings.js'
import { isOpen } from '../../store/acceptances/acceptance.js'
import { readAcceptances } from '../../store/acceptances/acceptances.js'
import { season as seasonArgument, sourceOption } from '../options.js'
import { acceptanceTable } from '../reports/acceptance-table.js'
import { count, print, printJson } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface AcceptedOptions {
  readonly seasonType?: SeasonType
  readonly source?: SourceName
  readonly all?: boolean
  readonly json?: boolean
}

/** `season-sync accepted …` */
export function acceptedCommand(): Command {
  return new Command('accepted')
    .summary('list and revoke what was accepted')
    .description(
      'Findings that count no longer: those that a person accepted, and the known holes that come with this program.',
    )
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync accepted list 2012-13
  $ season-sync accepted revoke 12 shipped-0021201214
  $ season-sync accepted revoke 1996-97 box_scores`,
    )
    .addCommand(listCommand())
    .addCommand(revokeCommand())
}

const typeOption = [
  '--season-type <type>',
  `those of one type: ${SEASON_TYPES.join(', ')}`,
  (text: string) => seasonTypeOf(text),
] as const

function listCommand(): Command {
  return new Command('list')
    .summary('list what was accepted, with reason and origin')
    .description('Lists what was accepted and counts no longer, with its reason and its origin.')
    .argument('[season]', 'of one season, like 2018-19', seasonArgument)
    .option(...typeOption)
    .addOption(sourceOption())
    .option('--all', 'also what was revoked, or ended by itself')
    .option('--json', 'a JSON list on standard output')
    .addHelpText('after', '\nExample:\n  $ season-sync accepted list 2012-13 --all')
    .action(async (season: string | undefined, options: AcceptedOptions) => {
      const { seasonType, source = 'nba', all, json } = options
      await withPostgres(
        readSettings(),
        async ({ database }) => {
          const read = await readAcceptances(database.pool, { source, season, seasonType })
          const shown = all === true ? read : read.filter(isOpen)
          if (json === true) printJson(shown)
          else if (shown.length === 0) print('Nothing is accepted.')
          else print(acceptanceTable(shown))
        },
        source,
      )
    })
}

function revokeCommand(): Command {
  return new Command('revoke')
    .summary('let what was accepted count again')
    .description(
      'Revokes acceptances: what they cover counts again from the next sync on. One that came with this program stays revoked.',
    )
    .argument('<what...>', 'ids of acceptances, or a season and perhaps a dataset')
    .option(...typeOption)
    .addOption(sourceOption())
    .option('--json', 'a JSON list on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync accepted revoke 12
  $ season-sync accepted revoke 1996-97 box_scores`,
    )
    .action(async (names: string[], { seasonType, source = 'nba', json }: AcceptedOptions) => {
      await withPostgres(
        readSettings(),
        async ({ database }) => {
          const revoked = await revokeAcceptances(database, { names, seasonType, source })
          if (json === true) return printJson(revoked)
          print(`Revoked ${count(revoked.length, 'acceptance')}\n`)
          print(acceptanceTable(revoked))
        },
        source,
      )
    })
}
