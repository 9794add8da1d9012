import { canonicalName } from '../../contracts/dataset-names.js'
import { COMMAND } from '../../contracts/next-step.js'
import type { Narrow, SeasonSyncInput } from '../../contracts/season-run.js'
import type { SyncEnd } from '../../contracts/run-end.js'
import { isSource } from '../../contracts/source-names.js'
import type { SyncRequest } from '../../contracts/sync-request.js'
import { syncInput } from '../../datasets/selection.js'
import {
  connect,
  disconnect,
  followRun,
  linkOf,
  type Connected,
  type FollowedRun,
} from '../../runs/follow.js'
import { explanation, reportJson, reportOfEnd, type RunReport } from '../../runs/report.js'
import { removalsOfSeason } from '../../runs/removals.js'
import { startSync } from '../../runs/start.js'
import { easternToday } from '../../season/season.js'
import { currentOr, isSeveral } from '../../season/season-list.js'
import { readSettings } from '../../settings.js'
import type { Database } from '../../store/database/database.js'
import { readRun } from '../../store/runs/history.js'
import { poll } from '../../system/poll.js'
import { cancellable } from '../cancellable.js'
import { createProgress } from '../reports/progress.js'
import { printRemovals } from '../reports/removal-report.js'
import { EXIT_CODES, headline, runFacts, stepTable } from '../reports/run-report.js'
import { facts, print, printJson, printNotice, printProblem } from '../terminal.js'
import { withPostgres } from '../with-session.js'

export interface RequestOptions {
  readonly source: string
  readonly seasonType?: string
  readonly only?: readonly string[]
  readonly pace?: number
  readonly acceptRemovals?: boolean
  readonly rebuild?: boolean
  readonly recheck?: number | 'all'
  readonly since?: string
  readonly until?: string
  readonly games?: readonly string[]
  readonly team?: string
}

export interface SyncOptions extends RequestOptions {
  readonly dryRun?: boolean
  readonly ifRunning: 'refuse' | 'join'
  readonly detach?: boolean
  readonly json?: boolean
}

/** A started workflow is on record as soon as a worker has taken it; a longer wait only delays the command. Milliseconds. */
const RECORD_MS = 15_000

/** The options for starting and showing a sync. */
export type FollowOptions = Pick<SyncOptions, 'ifRunning' | 'detach' | 'json'>

/** Runs `sync` with the options of the command line. Returns the exit code. */
export async function runSync(seasons: string, options: SyncOptions): Promise<number> {
  const request = requestOf(options)
  if (isSeveral(seasons, options.seasonType)) {
    const { runSeasons } = await import('./seasons-run.js')
    return runSeasons({ ...request, seasons, trigger: 'manual' }, options)
  }
  const season = currentOr(seasons, easternToday(readSettings().today))
  if (options.dryRun === true && options.acceptRemovals !== true) {
    const { showEstimate } = await import('./estimate.js')
    return showEstimate({ ...request, seasons: season, trigger: 'manual' }, options)
  }
  return options.dryRun === true
    ? showRemovals({ ...request, season }, options)
    : followSync({ ...request, season }, options)
}

/** Runs `rebuild`: a sync, or several, whose answers all come from the archive. Returns the exit code. */
export async function runRebuild(seasons: string, options: SyncOptions): Promise<number> {
  const request = { ...requestOf(options), fromArchive: true }
  if (isSeveral(seasons, options.seasonType)) {
    const { runSeasons } = await import('./seasons-run.js')
    return runSeasons({ ...request, seasons, trigger: 'manual' }, options)
  }
  const season = currentOr(seasons, easternToday(readSettings().today))
  return followSync({ ...request, season }, options)
}

/** The part of the season that the options name; nothing for all of it. */
function narrowOf({ since, until, games, team }: RequestOptions): { readonly narrow?: Narrow } {
  const narrow = {
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(games !== undefined && { games }),
    ...(team !== undefined && { team }),
  }
  return Object.keys(narrow).length === 0 ? {} : { narrow }
}

/** The options of `sync` and `backfill` that say what is brought, and how. */
export const requestOf = (options: RequestOptions) => ({
  ...(isSource(options.source) && { source: options.source }),
  ...(options.seasonType !== undefined && { seasonType: options.seasonType }),
  ...(options.only !== undefined && { only: options.only }),
  ...(options.pace !== undefined && { pace: options.pace }),
  ...(options.acceptRemovals !== undefined && { acceptRemovals: options.acceptRemovals }),
  ...(options.rebuild !== undefined && { rebuild: options.rebuild }),
  ...(options.recheck !== undefined && { recheck: options.recheck }),
  ...narrowOf(options),
})

/** Shows what the sync would remove by the last answers, and starts nothing. Returns the exit code. */
async function showRemovals(request: SyncRequest, options: SyncOptions): Promise<number> {
  const settings = readSettings()
  const input = syncInput(request, settings)
  const removals = await withPostgres(
    settings,
    ({ database }) => removalsOfSeason(database, input),
    input.source,
  )
  printRemovals(removals, options.json === true)
  return EXIT_CODES.succeeded
}

/** Validates, starts, follows and sums up one sync. Returns the exit code. */
export async function followSync(request: SyncRequest, options: FollowOptions): Promise<number> {
  const settings = readSettings()
  const input = syncInput(request, settings)

  const progress = createProgress(process.stderr, `${input.season} ${input.seasonType}`)
  const interrupt = cancellable('sync', progress)
  let connected = await connect(settings, {
    source: input.source,
    keep: options.detach === true,
    onProgress: progress.say,
  })
  try {
    interrupt.started()
    const { client, session } = connected
    const handle = await startSync(client, session.database.pool, settings, input, options.ifRunning)
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId, source: input.source }
    if (options.ifRunning === 'join') await reportJoined(session.database, run, input, progress.say)
    if (options.detach === true && !interrupt.signal.aborted) {
      await untilRecorded(session.database, run.runId)
      printDetached(connected, run, input, request.only, options.json === true)
      return EXIT_CODES.running
    }
    const followed = await followRun(
      settings,
      connected,
      run,
      { ...progress, cancelled: interrupt.cancelled },
      interrupt.signal,
    )
    connected = followed.connected
    progress.stop()
    return await sumUp(connected, run, followed.end, options.json === true)
  } finally {
    progress.stop()
    interrupt.release()
    await disconnect(connected)
  }
}

/** Reports which of the requested datasets the run that is joined leaves out. */
async function reportJoined(
  { prisma }: Database,
  run: FollowedRun,
  input: SeasonSyncInput,
  say: (line: string) => void,
): Promise<void> {
  const running = await readRun(prisma, run.runId)
  if (running === undefined) return // no worker has recorded it yet
  const brings = running.datasets.map(canonicalName)
  const lacks = input.datasets.map(({ name }) => name).filter((name) => !brings.includes(name))
  const rest = lacks.length === 0 ? '' : `; it leaves out ${lacks.join(', ')}, so sync again afterwards`
  say(`Following the sync that is running already (run ${run.runId})${rest}`)
}

/** Waits until the run is on record: from then on the embedded stack stays up for it. */
async function untilRecorded({ prisma }: Database, runId: string): Promise<void> {
  await poll(() => readRun(prisma, runId), { everyMs: 100, timeoutMs: RECORD_MS })
}

function printDetached(
  connected: Connected,
  run: FollowedRun,
  input: SeasonSyncInput,
  only: readonly string[] | undefined,
  json: boolean,
): void {
  const webUiUrl = linkOf(connected, run)
  if (json) {
    const datasets = input.datasets.map(({ name }) => ({ name, outcome: 'waiting' }))
    const { runId, workflowId } = run
    printJson({ runId, workflowId, outcome: 'running', webUiUrl, players: null, datasets })
    return
  }
  print(`Started the sync of ${input.season} ${input.seasonType}: run ${run.runId}`)
  printNotice(`Look at it:  ${COMMAND.show(run)}`)
  printNotice(`Follow it:   ${COMMAND.join({ ...input, only })}`)
  if (webUiUrl !== null) printNotice(`Web UI:      ${webUiUrl}`)
}

/** Prints the summary and returns the exit code. */
async function sumUp(connected: Connected, run: FollowedRun, end: SyncEnd, json: boolean): Promise<number> {
  const { database } = connected.session
  return printRun(await reportOfEnd(database, run.runId, end, linkOf(connected, run)), json)
}

/** Prints the summary of a run that has ended, and returns the exit code. */
export function printRun(report: RunReport, json: boolean): number {
  if (json) printJson(reportJson(report))
  else {
    print(headline(report))
    print(`\n${stepTable(report.steps, report.tables)}\n`)
    print(facts(runFacts(report)))
  }
  const why = explanation(report)
  if (why !== undefined) printProblem(why)
  return EXIT_CODES[report.run.outcome]
}
