import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import {
  acceptFindings,
  checkAcceptRequest,
  type AcceptRequest,
  type AcceptResult,
} from '../../runs/accept.js'
import { heldRows } from '../../runs/finding-inventory.js'
import { gameLabels, type LabelGames } from '../../runs/game-labels.js'
import { checkSeason, easternToday, seasonTypeOf } from '../../season/season.js'
import { readSettings } from '../../settings.js'
import { capital } from '../../text/capital.js'
import { reason, seasonTypeOption, sourceOption } from '../options.js'
import { findingTable, ungrouped } from '../reports/finding-table.js'
import { clean, count, print, printJson, printNotice, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface AcceptOptions {
  readonly because: string
  readonly seasonType?: string
  readonly source?: SourceName
  readonly neverPlayed?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** Findings that the command lists. */
const SHOWN = 20

/** `season-sync accept <season>` */
export function acceptCommand(): Command {
  return new Command('accept')
    .summary('accept known holes, so that they count no longer')
    .description(
      'Accepts findings of the latest sync of a season: what is missing, in conflict or wrong, and will stay so. They count no longer from the next sync on. They come back by themselves when the source delivers, or when the difference changes.',
    )
    .argument('<season>', 'the season, like 2018-19')
    .argument('[dataset]', 'findings of one dataset (default: of all)')
    .argument(
      '[subjects...]',
      'findings about some games, teams or players by their ids, or about the season',
    )
    .requiredOption('--because <reason>', 'why they are accepted', reason)
    .addOption(seasonTypeOption())
    .option('--never-played', 'the games were never played: no dataset asks for them or misses them any more')
    .addOption(sourceOption())
    .option('--dry-run', 'list what would be accepted, and accept nothing')
    .option('--json', 'one JSON object on standard output')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync accept 1996-97 box_scores 0029600332 0029600370 \\
      --because 'the source has no box score'
  $ season-sync accept 1960-61 player_game_logs --dry-run \\
      --because 'no player lines in that season'
  $ season-sync accept 2012-13 box_scores 0021201214 --never-played \\
      --because 'cancelled, never replayed'

Rows that a sync held back are not accepted here; --accept-removals of sync and
retry removes them.
Exit codes: 0 accepted, 1 failed, 2 wrong usage, or nothing of that kind found.`,
    )
    .action(
      async (season: string, dataset: string | undefined, subjects: string[], options: AcceptOptions) => {
        const settings = readSettings()
        const { because, seasonType = 'Regular Season', source = 'nba', neverPlayed, dryRun } = options
        const request = checkAcceptRequest({
          source,
          season: checkSeason(season, easternToday(settings.today)),
          seasonType: seasonTypeOf(seasonType),
          dataset,
          subjects,
          reason: because,
          neverPlayed,
          dryRun,
        })
        await withPostgres(
          settings,
          async ({ database }) => {
            const result = await acceptFindings(database, request)
            if (options.json === true) printJson(acceptJson(request, result))
            else {
              const texts = result.findings.flatMap(({ subject, detail }) => [subject, detail])
              printAccepted(request, result, await gameLabels(database.pool, texts))
            }
            if (result.held.length > 0) printNotice(capital(heldRows(result.run)))
          },
          source,
        )
      },
    )
}

function printAccepted(
  { season, seasonType, reason: why, dryRun, neverPlayed, subjects }: AcceptRequest,
  { findings, stored }: AcceptResult,
  label: LabelGames,
): void {
  const what = `${count(findings.length, 'finding')} of ${season} ${seasonType}`
  print(`${dryRun === true ? 'Would accept' : 'Accepted'} ${what}, because ${clean(why)}\n`)
  print(findingTable(ungrouped(findings.slice(0, SHOWN)), label))
  if (findings.length > SHOWN) print(`… and ${thousands(findings.length - SHOWN)} more`)
  if (dryRun === true) return
  const games = neverPlayed === true ? ` No dataset asks for ${subjects.join(', ')} any more.` : ''
  print(
    `\n${stored === 0 ? 'All of this was accepted before.' : 'From the next sync on this counts no longer.'}${games}`,
  )
}

const acceptJson = (request: AcceptRequest, { run, findings, stored, held }: AcceptResult) => ({
  runId: run.runId,
  source: request.source,
  season: request.season,
  seasonType: request.seasonType,
  reason: request.reason,
  neverPlayed: request.neverPlayed === true,
  dryRun: request.dryRun === true,
  stored,
  held,
  findings,
})
