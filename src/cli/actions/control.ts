import { COMMAND } from '../../contracts/next-step.js'
import type { SyncEnd } from '../../contracts/run-end.js'
import { sourceOfWorkflow } from '../../contracts/names.js'
import type { SourceName } from '../../contracts/source-names.js'
import { pauseRun } from '../../runs/control.js'
import { openRunByName, type NamedRun } from '../../runs/open-run.js'
import { connect, disconnect, follow, followRun, linkOf, type Connected } from '../../runs/follow.js'
import { reportJson, reportOfEnd } from '../../runs/report.js'
import { seasonsJson, seasonsReportOfEnd } from '../../runs/seasons-report.js'
import { seasonsOfBackfill } from '../../runs/seasons-state.js'
import { readSettings } from '../../settings.js'
import { createProgress } from '../reports/progress.js'
import { headline } from '../reports/run-report.js'
import { createSeasonsProgress } from '../reports/seasons-progress.js'
import { seasonsHeadline } from '../reports/seasons-report.js'
import { printJson } from '../print-json.js'
import { print, printNotice } from '../terminal.js'

export interface ControlOptions {
  readonly source?: SourceName
  readonly json?: boolean
}

/** Cancels a run and waits for its end. */
export async function cancel(name: string, options: ControlOptions): Promise<void> {
  await withOpenRun(name, options, async (connected, run) => {
    if (run.kind === 'backfill') return cancelSeasons(connected, run, options)
    const progress = createProgress(process.stderr, run.title)
    const { connected: last, end } = await followRun(
      readSettings(),
      connected,
      run,
      progress,
      AbortSignal.abort(),
    )
    progress.stop()
    const webUiUrl = linkOf(last, run)
    if (!run.recorded) return printUnrecorded(run, end, webUiUrl, options)
    const report = await reportOfEnd(last.session.database, run.runId, end, webUiUrl)
    if (options.json === true) printJson('run', reportJson(report))
    else print(headline(report))
  })
}

/** The same for a backfill. */
async function cancelSeasons(connected: Connected, run: NamedRun, { json }: ControlOptions): Promise<void> {
  const settings = readSettings()
  const progress = createSeasonsProgress(process.stderr, run.title)
  const what = seasonsOfBackfill(settings, run.source)
  const followed = await follow(what, settings, connected, run, progress, AbortSignal.abort())
  progress.stop()
  const { connected: last, end } = followed
  const webUiUrl = linkOf(last, run)
  if (!run.recorded) return printUnrecorded(run, end, webUiUrl, { ...(json !== undefined && { json }) })
  const report = await seasonsReportOfEnd(settings, last.session.database, run.runId, end, webUiUrl)
  if (json === true) printJson('seasons', seasonsJson(report))
  else print(seasonsHeadline(report))
}

/** Prints the end of a run that only Temporal knows. */
function printUnrecorded(
  run: NamedRun,
  end: SyncEnd,
  webUiUrl: string | null,
  { json }: ControlOptions,
): void {
  const { runId, workflowId, title } = run
  if (json === true) return printJson('unrecordedEnd', { runId, workflowId, ...end, webUiUrl })
  const how = end.outcome === 'cancelled' ? 'was cancelled' : `has ended meanwhile: ${end.outcome}`
  print(`The ${run.kind} of ${title} ${how}; this database has no record of it (run ${runId})`)
}

/** Pauses or resumes a run. */
export async function setPaused(name: string, options: ControlOptions, paused: boolean): Promise<void> {
  await withOpenRun(name, options, async ({ client, session }, run) => {
    const state = await pauseRun(client, session.database.pool, run, paused)
    if (options.json === true)
      return printJson('paused', { runId: run.runId, workflowId: run.workflowId, ...state })
    const what = `the ${run.kind} of ${run.title} (run ${run.runId})`
    print(paused ? `Paused ${what}` : `Resumed ${what}`)
    if (paused) printNotice(`Resume it with: ${COMMAND.resume(run)}`)
  })
}

/** Runs work on a running sync. Throws a UserError, before anything is done, if the run has ended. */
async function withOpenRun(
  name: string,
  { source = sourceOfWorkflow(name) ?? 'nba' }: ControlOptions,
  work: (connected: Connected, run: NamedRun) => Promise<void>,
): Promise<void> {
  const settings = readSettings()
  const connected = await connect(settings, { source, onProgress: printNotice })
  try {
    await work(connected, await openRunByName(settings, connected, name, source))
  } finally {
    await disconnect(connected)
  }
}
