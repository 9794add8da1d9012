import type { SyncEnd } from '../../contracts/run-end.js'
import { kindOf, type SeasonsSyncInput } from '../../contracts/seasons-run.js'
import { COMMAND } from '../../contracts/next-step.js'
import { seasonsInput, type SeasonsOrder } from '../../datasets/seasons.js'
import { UserError } from '../../errors.js'
import { connect, disconnect, follow, linkOf, type Connected, type FollowedRun } from '../../runs/follow.js'
import {
  seasonsExplanation,
  seasonsJson,
  seasonsReportOfEnd,
  type SeasonsReport,
} from '../../runs/seasons-report.js'
import { seasonsOfBackfill } from '../../runs/seasons-state.js'
import { startSeasons } from '../../runs/start-seasons.js'
import { failingTries, trySentence } from '../../runs/failing-tries.js'
import { seasonsTitle } from '../../season/seasons-title.js'
import { readSettings, type Settings } from '../../settings.js'
import type { Database } from '../../store/database/database.js'
import { readBackfill } from '../../store/runs/backfill-history.js'
import { poll } from '../../system/poll.js'
import { capital } from '../../text/capital.js'
import { cancellable } from '../cancellable.js'
import { EXIT_CODES } from '../reports/run-report.js'
import { createSeasonsProgress } from '../reports/seasons-progress.js'
import { seasonsFacts, seasonsHeadline, seasonTable } from '../reports/seasons-report.js'
import { count, facts, print, printJson, printNotice, printProblem } from '../terminal.js'
import type { SyncOptions } from './sync-run.js'

/** A started workflow is on record as soon as a worker has taken it. Milliseconds. */
const RECORD_MS = 15_000

/** Seasons that the summary lists; `show` lists all. */
const SHOWN = 20

/** Runs `backfill`, or `sync` with several seasons. Returns the exit code. */
export async function runSeasons(order: SeasonsOrder, options: SyncOptions): Promise<number> {
  if (options.dryRun === true) {
    if (options.acceptRemovals === true)
      throw new UserError('--accept-removals --dry-run shows the removals of one season; name one.', 2)
    const { showEstimate } = await import('./estimate.js')
    return showEstimate(order, options)
  }
  const settings = readSettings()
  const { input, notOffered } = seasonsInput(order, settings)
  if (notOffered.length > 0)
    printNotice(
      `Not offered, so not asked for: ${count(notOffered.length, 'season')} for which ${input.source} has none of the datasets (${titleOf(notOffered)})`,
    )
  return followSeasons(settings, input, options)
}

/** Starts a backfill, follows it and sums it up. Returns the exit code. */
export async function followSeasons(
  settings: Settings,
  input: SeasonsSyncInput,
  options: Pick<SyncOptions, 'ifRunning' | 'detach' | 'json'>,
): Promise<number> {
  const { source } = input
  const kind = kindOf(input)
  const progress = createSeasonsProgress(process.stderr, `${kind} ${titleOf(input.seasons)}`)
  const interrupt = cancellable(kind, progress)
  let connected = await connect(settings, {
    source,
    keep: options.detach === true,
    onProgress: progress.say,
  })
  try {
    interrupt.started()
    const { client, session } = connected
    const { database } = session
    const handle = await startSeasons(client, database.pool, settings, input, options.ifRunning)
    const run = { workflowId: handle.workflowId, runId: handle.firstExecutionRunId, source }
    if (options.ifRunning === 'join' && (await isRecorded(database, run)))
      progress.say(`Following the ${kind} that is running already (${run.runId})`)
    if (options.detach === true && !interrupt.signal.aborted) {
      if (!(await untilRecorded(database, run)))
        for (const failing of await failingTries(client, run)) printNotice(capital(trySentence(failing)))
      printDetached(connected, run, input, options.json === true)
      return EXIT_CODES.running
    }
    const followed = await follow(
      seasonsOfBackfill(settings, source),
      settings,
      connected,
      run,
      { ...progress, cancelled: interrupt.cancelled },
      interrupt.signal,
    )
    connected = followed.connected
    progress.stop()
    return await sumUp(settings, connected, run, followed.end, options.json === true)
  } finally {
    progress.stop()
    interrupt.release()
    await disconnect(connected)
  }
}

const titleOf = (seasons: SeasonsSyncInput['seasons']): string => {
  const { season, seasonType } = seasonsTitle(seasons)
  return `${season} ${seasonType}`
}

const isRecorded = async ({ pool }: Database, { runId }: FollowedRun): Promise<boolean> =>
  (await readBackfill(pool, runId)) !== undefined

/** Waits until the backfill is on record: from then on the embedded stack stays up for it. False: no worker has taken it. */
async function untilRecorded({ pool }: Database, { runId }: FollowedRun): Promise<boolean> {
  return (await poll(() => readBackfill(pool, runId), { everyMs: 100, timeoutMs: RECORD_MS })) !== undefined
}

function printDetached(connected: Connected, run: FollowedRun, input: SeasonsSyncInput, json: boolean): void {
  const webUiUrl = linkOf(connected, run)
  const { runId: backfillId, workflowId } = run
  if (json) {
    const seasons = input.seasons.map(({ season, seasonType }) => ({
      season,
      seasonType,
      outcome: 'waiting',
    }))
    printJson({ backfillId, workflowId, outcome: 'running', webUiUrl, seasons })
    return
  }
  print(`Started the ${kindOf(input)} of ${titleOf(input.seasons)}: ${backfillId}`)
  printNotice(`Look at it:  ${COMMAND.show(run)}`)
  if (webUiUrl !== null) printNotice(`Web UI:      ${webUiUrl}`)
}

/** Prints the summary and returns the exit code. */
async function sumUp(
  settings: Settings,
  connected: Connected,
  run: FollowedRun,
  end: SyncEnd,
  json: boolean,
): Promise<number> {
  const { database } = connected.session
  return printSeasons(
    await seasonsReportOfEnd(settings, database, run.runId, end, linkOf(connected, run)),
    json,
  )
}

/** Prints the summary of a backfill that has ended, and returns the exit code. */
export function printSeasons(report: SeasonsReport, json: boolean): number {
  if (json) printJson(seasonsJson(report))
  else {
    print(seasonsHeadline(report))
    const { seasons } = report.state
    const { backfillId: runId, source } = report.backfill
    print(`\n${seasonTable(seasons.slice(0, SHOWN))}`)
    if (seasons.length > SHOWN)
      print(`… and ${seasons.length - SHOWN} more (${COMMAND.show({ runId, source })})`)
    print(`\n${facts(seasonsFacts(report))}`)
  }
  const why = seasonsExplanation(report)
  if (why !== undefined) printProblem(why)
  return EXIT_CODES[report.backfill.outcome]
}
