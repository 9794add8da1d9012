import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { UserError } from '../../errors.js'
import { pauseRun } from '../../runs/control.js'
import { currentRun } from '../../runs/find-run.js'
import { connect, disconnect, followRun, linkOf, type Connected } from '../../runs/follow.js'
import { reportJson, reportOfEnd } from '../../runs/report.js'
import { readSettings } from '../../settings.js'
import type { RunRecord } from '../../store/runs/history.js'
import { createProgress } from '../reports/progress.js'
import { headline } from '../reports/run-report.js'
import { print, printJson, tell } from '../terminal.js'

export interface ControlOptions {
  readonly source?: SourceName
  readonly json?: boolean
}

/** Cancels a run and waits for its end. */
export async function cancel(name: string, options: ControlOptions): Promise<void> {
  await withOpenRun(name, options, async (connected, run) => {
    const progress = createProgress(process.stderr, `${run.season} ${run.seasonType}`)
    const followed = { ...run, source: options.source ?? 'nba' }
    const { connected: last, end } = await followRun(
      readSettings(),
      connected,
      followed,
      progress,
      AbortSignal.abort(),
    )
    progress.stop()
    const report = await reportOfEnd(last.session.database, run.runId, end, linkOf(last, followed))
    if (options.json === true) printJson(reportJson(report))
    else print(headline(report))
  })
}

/** Pauses a run or lets it go on. */
export async function setPaused(name: string, options: ControlOptions, paused: boolean): Promise<void> {
  await withOpenRun(name, options, async ({ client, session }, run) => {
    const state = await pauseRun(client, session.database.pool, run, paused)
    if (options.json === true) return printJson({ runId: run.runId, workflowId: run.workflowId, ...state })
    const what = `the sync of ${run.season} ${run.seasonType} (run ${run.runId})`
    print(paused ? `Paused ${what}` : `Resumed ${what}`)
    if (paused) tell(`Let it go on with: ${COMMAND.resume(run)}`)
  })
}

/** Works on a run that goes on. One that has ended is told as such, and nothing is done. */
async function withOpenRun(
  name: string,
  { source = 'nba' }: ControlOptions,
  work: (connected: Connected, run: RunRecord) => Promise<void>,
): Promise<void> {
  const settings = readSettings()
  const connected = await connect(settings, { source, onProgress: tell })
  try {
    const run = await currentRun(settings, connected.session, name)
    if (run.outcome !== 'running') throw new UserError(`Run ${run.runId} has ended already: ${run.outcome}.`)
    await work(connected, run)
  } finally {
    await disconnect(connected)
  }
}
