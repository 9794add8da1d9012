import type pg from 'pg'
import { sourceOfWorkflow } from '../../contracts/names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { detailsJson, readDetails, type RunDetails } from '../../runs/details.js'
import { trySentence } from '../../runs/failing-tries.js'
import { gameLabels, type LabelGames } from '../../runs/game-labels.js'
import { acceptedOf } from '../../runs/report.js'
import { reconciledByName } from '../../runs/find-run.js'
import { readSeasonsReport, seasonsJson, type SeasonsReport } from '../../runs/seasons-report.js'
import { temporalCopy, type TemporalCopy } from '../../runs/temporal-copy.js'
import { readSettings } from '../../settings.js'
import type { FailedAttempts, QuarantinedRow } from '../../store/runs/history.js'
import { localTime } from '../../text/local-time.js'
import { acceptedTable, findingTable, grouped, ungrouped } from '../reports/finding-table.js'
import { headline, runFacts, stepTable } from '../reports/run-report.js'
import { leftText, seasonsFacts, seasonsHeadline, tableOfSeasons } from '../reports/seasons-report.js'
import { SHOWN_LINES } from '../shown-lines.js'
import { printJson } from '../print-json.js'
import { facts, print, printNotice, table, thousands, type Fact } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface ShowOptions {
  readonly all?: boolean
  readonly source?: SourceName
  readonly json?: boolean
}

const attemptTable = (attempts: readonly FailedAttempts[], label: LabelGames): string =>
  table(
    ['request', 'class', 'times', 'last attempt', 'at', 'what happened'],
    attempts.map((attempt) => [
      label(attempt.label),
      attempt.errorClass,
      attempt.attempts,
      attempt.lastAttempt,
      localTime(attempt.lastAt),
      attempt.error.replace(`${attempt.label}: `, ''),
    ]),
  )

const quarantineTable = (rows: readonly QuarantinedRow[], label: LabelGames): string =>
  table(
    ['table', 'answer', 'about', 'row', 'reason'],
    rows.map((row) => [row.table, `#${row.responseId}`, label(row.about ?? ''), row.rowNumber, row.reason]),
  )

/** Prints everything that is known about a run or a backfill. */
export async function showRun(
  name: string,
  { all, source = sourceOfWorkflow(name), json }: ShowOptions,
): Promise<void> {
  const settings = readSettings()
  await withPostgres(
    settings,
    async (session) => {
      const found = await reconciledByName(settings, session, name, { onChoice: printNotice })
      if (found.kind === 'backfill') {
        const { backfill } = found
        const report = await readSeasonsReport(settings, session.database, backfill, null)
        const copy = await temporalCopy(settings, { ...backfill, runId: backfill.backfillId })
        return printBackfill({ ...report, webUiUrl: copy.webUiUrl }, copy, { all, json })
      }
      const details = await readDetails(settings, session, found.run)
      if (json === true) return printJson('runDetails', detailsJson(details))
      printReport(details)
      await printLists(session.database.pool, details, all === true)
    },
    source,
  )
}

function printBackfill(
  report: SeasonsReport,
  { sentence }: TemporalCopy,
  { all, json }: Pick<ShowOptions, 'all' | 'json'>,
): void {
  if (json === true) return printJson('seasons', seasonsJson(report))
  print(`${seasonsHeadline(report)}\n`)
  print(facts([...seasonsFacts(report), ['temporal', sentence]]))
  printList('Seasons', report.state.seasons, all === true ? Infinity : SHOWN_LINES, tableOfSeasons)
}

function printReport({ report, temporal, waiting, left }: RunDetails): void {
  const { run, steps, tables } = report
  const causes = steps.flatMap(({ name, cause }) => (cause === null ? [] : [[name, cause] as const]))
  // The cause of a run is often that of its datasets, which stand below the table.
  const ofSteps = causes.some(([, cause]) => run.cause?.includes(cause) === true)
  print(`${headline(report)}\n`)
  print(
    facts([
      ['outcome', run.outcome],
      ['cause', ofSteps ? null : run.cause],
      ['waiting', waiting],
      ['left', left && leftText({ requestsLeft: left.requests, secondsLeft: left.seconds })],
      ['source', run.source],
      ['trigger', run.trigger],
      ['pace', run.pace === null ? null : `${run.pace} requests/s`],
      ['removals', run.acceptRemovals ? 'accepted, however many' : null],
      ...runFacts(report, { listed: true }),
      ['temporal', temporal.sentence],
      ...temporal.failing.map((each): Fact => ['failing', trySentence(each)]),
    ]),
  )
  print(`\n${stepTable(steps, tables)}`)
  if (ofSteps) print(`\n${facts(causes)}`)
}

/** The lists of a run. With `all` they are in full, and findings have a line each. */
async function printLists(pool: pg.Pool, details: RunDetails, all: boolean): Promise<void> {
  const { attempts, quarantine, quarantined } = details
  const { findings } = details.report
  const label = await gameLabels(pool, [
    ...findings.flatMap(({ subject, detail }) => [subject, detail]),
    ...attempts.map((each) => each.label),
    ...quarantine.map(({ about }) => about ?? ''),
  ])
  const shown = all ? Infinity : SHOWN_LINES
  const grouping = all ? ungrouped : grouped
  const accepted = acceptedOf(findings)
  const others = findings.filter(({ kind }) => kind !== 'accepted')
  printList('Failed attempts', attempts, shown, (list) => attemptTable(list, label))
  printList('Findings', grouping(others), shown, (list) => findingTable(list, label), others.length)
  printList('Accepted', grouping(accepted), shown, (list) => acceptedTable(list, label), accepted.length)
  printList('Rows in quarantine', quarantine, shown, (list) => quarantineTable(list, label))
  const elsewhere = quarantined - quarantine.length
  if (elsewhere > 0)
    print(
      `… and ${thousands(elsewhere)} of answers that have not changed since an earlier sync, which lists them`,
    )
}

function printList<T>(
  title: string,
  list: readonly T[],
  shown: number,
  draw: (list: readonly T[]) => string,
  total = list.length,
): void {
  if (list.length === 0) return
  print(`\n${title} (${thousands(total)})\n${draw(list.slice(0, shown))}`)
  if (list.length > shown) print(`… and ${thousands(list.length - shown)} more (--all)`)
}
