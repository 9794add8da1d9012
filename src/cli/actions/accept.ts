import type { SourceName } from '../../contracts/source-names.js'
import {
  acceptFindings,
  checkAcceptRequest,
  type AcceptRequest,
  type AcceptResult,
} from '../../runs/accept.js'
import { heldRowsAdvice } from '../../runs/finding-inventory.js'
import { gameLabels, type LabelGames } from '../../runs/game-labels.js'
import { checkSeason, easternToday, seasonTypeOf } from '../../season/season.js'
import { readSettings } from '../../settings.js'
import { capital } from '../../text/capital.js'
import { findingTable, ungrouped } from '../reports/finding-table.js'
import { SHOWN_LINES } from '../shown-lines.js'
import { acceptJson } from '../reports/output-objects.js'
import { printJson } from '../print-json.js'
import { clean, count, print, printNotice, thousands } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface AcceptOptions {
  readonly because: string
  readonly seasonType?: string
  readonly source?: SourceName
  readonly neverPlayed?: boolean
  readonly dryRun?: boolean
  readonly json?: boolean
}

/** Accepts findings of the latest sync of a season, and lists them. */
export async function accept(
  season: string,
  dataset: string | undefined,
  subjects: string[],
  options: AcceptOptions,
): Promise<void> {
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
      if (options.json === true) printJson('accept', acceptJson(request, result))
      else {
        const texts = result.findings.flatMap(({ subject, detail }) => [subject, detail])
        printAccepted(request, result, await gameLabels(database.pool, texts))
      }
      if (result.held.length > 0) printNotice(capital(heldRowsAdvice(result.run)))
    },
    source,
  )
}

function printAccepted(
  { season, seasonType, reason: why, dryRun, neverPlayed, subjects }: AcceptRequest,
  { findings, stored }: AcceptResult,
  label: LabelGames,
): void {
  const what = `${count(findings.length, 'finding')} of ${season} ${seasonType}`
  print(`${dryRun === true ? 'Would accept' : 'Accepted'} ${what}, because ${clean(why)}\n`)
  print(findingTable(ungrouped(findings.slice(0, SHOWN_LINES)), label))
  if (findings.length > SHOWN_LINES) print(`… and ${thousands(findings.length - SHOWN_LINES)} more`)
  if (dryRun === true) return
  const games = neverPlayed === true ? ` No dataset asks for ${subjects.join(', ')} any more.` : ''
  print(
    `\n${stored === 0 ? 'All of this was accepted before.' : 'From the next sync on this counts no longer.'}${games}`,
  )
}
