import { Command } from 'commander'
import { SEASON_TYPES, seasonTypeOf } from '../../season/season.js'
import type { AcceptedOptions } from '../actions/accepted.js'
import { season as seasonArgument, sourceOption } from '../options.js'

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
      const { listAccepted } = await import('../actions/accepted.js')
      await listAccepted(season, options)
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
    .action(async (names: string[], options: AcceptedOptions) => {
      const { revokeAccepted } = await import('../actions/accepted.js')
      await revokeAccepted(names, options)
    })
}
