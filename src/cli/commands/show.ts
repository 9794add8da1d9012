import { Command } from 'commander'
import type { SourceName } from '../../contracts/source-names.js'
import { detailsJson, readDetails } from '../../runs/details.js'
import { trySentence } from '../../runs/failing-tries.js'
import { acceptedOf, type RunReport } from '../../runs/report.js'
import { reconciledBackfill } from '../../runs/find-backfill.js'
import { readSeasonsReport, seasonsJson, type SeasonsReport } from '../../runs/seasons-report.js'
import { temporalCopy, type TemporalCopy } from '../../runs/temporal-copy.js'
import { readSettings } from '../../settings.js'
import type { FailedAttempts, QuarantinedRow, StepProgress } from '../../store/runs/history.js'
import { localTime } from '../../text/local-time.js'
import { sourceOption } from '../options.js'
import { acceptedTable, findingTable } from '../reports/finding-table.js'
import { headline, runFacts, stepTable } from '../reports/run-report.js'
import { seasonsFacts, seasonsHeadline, seasonTable } from '../reports/seasons-report.js'
import { facts, print, printJson, table, thousands, type Fact } from '../terminal.js'
import { withPostgres } from '../with-session.js'

interface ShowOptions {
  readonly all?: boolean
  readonly source?: SourceName
  readonly json?: boolean
}

/** Lines of a list that are shown without --all. */
const SHOWN = 20

/** `season-sync show <run>` */
export function showCommand(): Command {
  return new Command('show')
    .summary('show everything that is known about one sync, or a backfill')
    .description(
      'Shows everything that is known about one sync: its datasets, failed attempts, what is missing or in conflict, rows in quarantine. Of a backfill it shows what is done, what is next, and the time left. Reads Postgres; Temporal, if it runs, is asked only whether it still has its own copy.',
    )
    .argument('<run>', "the id of a run or a backfill, its beginning, or 'latest'")
    .option('--all', `lists in full, not their first ${SHOWN} lines`)
    .addOption(sourceOption())
    .option('--json', 'one JSON object on standard output, with all lists in full')
    .addHelpText(
      'after',
      `
Examples:
  $ season-sync show latest
  $ season-sync show 01a207b2 --all`,
    )
    .action(async (name: string, { all, source, json }: ShowOptions) => {
      const settings = readSettings()
      await withPostgres(
        settings,
        async (session) => {
          const backfill = await reconciledBackfill(settings, session, name)
          if (backfill !== undefined) {
            const report = await readSeasonsReport(settings, session.database, backfill, null)
            const copy = await temporalCopy(settings, { ...backfill, runId: backfill.backfillId })
            return printBackfill({ ...report, webUiUrl: copy.webUiUrl }, copy, { all, json })
          }
          const details = await readDetails(settings, session, name)
          if (json === true) return printJson(detailsJson(details))
          const { report, temporal, attempts, quarantine, waiting } = details
          printReport(report, temporal, waiting)
          const shown = all === true ? Infinity : SHOWN
          printList('Failed attempts', attempts, shown, attemptTable)
          const accepted = acceptedOf(report.findings)
          const others = report.findings.filter(({ kind }) => kind !== 'accepted')
          printList('Findings', others, shown, findingTable)
          printList('Accepted', accepted, shown, acceptedTable)
          printList('Rows in quarantine', quarantine, shown, quarantineTable)
        },
        source,
      )
    })
}

function printBackfill(
  report: SeasonsReport,
  { sentence }: TemporalCopy,
  { all, json }: Pick<ShowOptions, 'all' | 'json'>,
): void {
  if (json === true) return printJson(seasonsJson(report))
  print(`${seasonsHeadline(report)}\n`)
  print(facts([...seasonsFacts(report), ['temporal', sentence]]))
  printList('Seasons', report.state.seasons, all === true ? Infinity : SHOWN, seasonTable)
}

function printReport(report: RunReport, temporal: TemporalCopy, waiting: string | null): void {
  const { run, steps, tables } = report
  print(`${headline(report)}\n`)
  print(
    facts([
      ['outcome', run.outcome],
      ['cause', run.cause],
      ['waiting', waiting],
      ['source', run.source],
      ['trigger', run.trigger],
      ['pace', run.pace === null ? null : `${run.pace} requests/s`],
      ['removals', run.acceptRemovals ? 'accepted, however many' : null],
      ...runFacts(report),
      ['temporal', temporal.sentence],
      ...temporal.failing.map((each): Fact => ['failing', trySentence(each)]),
    ]),
  )
  print(`\n${stepTable(steps, tables)}`)
  const causes = steps.filter((step): step is StepProgress & { cause: string } => step.cause !== null)
  if (causes.length > 0) print(`\n${facts(causes.map((step) => [step.name, step.cause] as const))}`)
}

function printList<T>(
  title: string,
  list: readonly T[],
  shown: number,
  draw: (list: readonly T[]) => string,
): void {
  if (list.length === 0) return
  print(`\n${title} (${thousands(list.length)})\n${draw(list.slice(0, shown))}`)
  if (list.length > shown) print(`… and ${thousands(list.length - shown)} more (--all)`)
}

const attemptTable = (attempts: readonly FailedAttempts[]): string =>
  table(
    ['request', 'class', 'times', 'last attempt', 'at', 'what happened'],
    attempts.map((each) => [
      each.label,
      each.errorClass,
      each.attempts,
      each.lastAttempt,
      localTime(each.lastAt),
      each.error,
    ]),
  )

const quarantineTable = (rows: readonly QuarantinedRow[]): string =>
  table(
    ['table', 'answer', 'about', 'row', 'reason'],
    rows.map((each) => [each.table, `#${each.responseId}`, each.about ?? '', each.rowNumber, each.reason]),
  )
