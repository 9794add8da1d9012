import { canonicalName } from '../../contracts/dataset-names.js'
import type { SeasonSyncInput } from '../../contracts/season-run.js'
import type { SyncRequest } from '../../contracts/sync-request.js'
import { seasonsInput } from '../../datasets/seasons.js'
import { syncInput } from '../../datasets/selection.js'
import { UserError } from '../../errors.js'
import { linkOf, ONE_SEASON, type Connected, type FollowedRun } from '../../runs/follow.js'
import { explanation, reportJson, reportOfEnd, type RunReport } from '../../runs/report.js'
import { removalsOfSeason } from '../../runs/removals.js'
import { startSync } from '../../runs/start.js'
import { easternToday } from '../../season/season.js'
import { currentOr, isSeveral } from '../../season/season-list.js'
import { readSettings, type Settings } from '../../settings.js'
import type { Database } from '../../store/database/database.js'
import { readRun, type StepProgress } from '../../store/runs/history.js'
import { EXIT_CODES } from '../exit-codes.js'
import { followStarted, type RunKind } from '../follow-to-end.js'
import { longWait } from '../long-wait.js'
import { createProgress } from '../reports/progress.js'
import { printRemovals } from '../reports/removal-report.js'
import { headline, runFacts, stepTable } from '../reports/run-report.js'
import { printWhere } from '../reports/started-run.js'
import { printJson } from '../print-json.js'
import { requestOf, type FollowOptions, type SyncOptions } from '../request-options.js'
import { facts, print, printProblem } from '../terminal.js'
import { withPostgres } from '../with-session.js'

/** Runs `sync` with the options of the command line. Returns the exit code. */
export async function runSync(seasons: string, options: SyncOptions): Promise<number> {
  const request = requestOf(options)
  const several = isSeveral(seasons, options.seasonType)
  const season = several ? seasons : currentOr(seasons, easternToday(readSettings().today))
  if (options.dryRun === true) {
    if (options.acceptRemovals !== true)
      return (await import('./estimate.js')).showEstimate(
        { ...request, seasons: season, trigger: 'manual' },
        options,
      )
    if (several)
      throw new UserError('--accept-removals --dry-run shows the removals of one season; name one.', 2)
    return showRemovals({ ...request, season }, options)
  }
  if (!several) return followSync({ ...request, season }, options)
  return (await import('./seasons.js')).runSeasons({ ...request, seasons, trigger: 'manual' }, options)
}

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
export async function followSync(
  request: SyncRequest,
  { ifRunning, detach, json = false }: FollowOptions,
): Promise<number> {
  const settings = readSettings()
  const input = syncInput(request, settings)
  const kind = seasonKind(`${input.season} ${input.seasonType}`, json)
  return followStarted(
    settings,
    input.source,
    kind,
    async ({ client, session: { database } }) => {
      const wait = await longSync(database.pool, settings, request)
      if (wait !== undefined) kind.progress.say(wait)
      const handle = await startSync(client, database.pool, settings, input, ifRunning)
      const { workflowId, firstExecutionRunId: runId, joined } = handle
      if (joined) await reportJoined(database, runId, input, kind.progress.say)
      return { workflowId, runId, joined }
    },
    detach === true
      ? (connected, run) => Promise.resolve(printDetached(connected, run, input, json))
      : undefined,
  )
}

/** What a person should know of a sync that takes long. What a retry asks again for is known only once it is planned. */
async function longSync(
  pool: Database['pool'],
  settings: Settings,
  { season, retryOf, fromArchive, trigger: _trigger, ...request }: SyncRequest,
): Promise<string | undefined> {
  if (retryOf !== undefined || fromArchive === true) return undefined
  const { input } = seasonsInput({ ...request, seasons: season, trigger: 'manual' }, settings)
  return longWait(pool, settings, input)
}

/** The sync of a season as commands follow it. */
export const seasonKind = (title: string, json: boolean): RunKind<readonly StepProgress[]> => ({
  noun: 'sync',
  what: ONE_SEASON,
  progress: createProgress(process.stderr, title),
  isRecorded: async ({ pool }, { runId }) => (await readRun(pool, runId)) !== undefined,
  sumUp: async (connected, run, end) =>
    printRun(await reportOfEnd(connected.session.database, run.runId, end, linkOf(connected, run)), json),
})

/** Reports which of the requested datasets the run that is joined leaves out. */
async function reportJoined(
  { pool }: Database,
  runId: string,
  input: SeasonSyncInput,
  say: (line: string) => void,
): Promise<void> {
  const running = await readRun(pool, runId)
  const brings = running?.datasets.map(canonicalName)
  const lacks = input.datasets
    .map(({ name }) => name)
    .filter((name) => brings !== undefined && !brings.includes(name))
  const rest = lacks.length === 0 ? '' : `; it leaves out ${lacks.join(', ')}, so sync again afterwards`
  say(`Following the sync that is running already (run ${runId})${rest}`)
}

function printDetached(connected: Connected, run: FollowedRun, input: SeasonSyncInput, json: boolean): void {
  const webUiUrl = linkOf(connected, run)
  if (json) {
    const datasets = input.datasets.map(({ name }) => ({ name, outcome: 'waiting' as const }))
    const { runId, workflowId } = run
    printJson('startedRun', { runId, workflowId, outcome: 'running', webUiUrl, players: null, datasets })
    return
  }
  print(`Started the sync of ${input.season} ${input.seasonType}: run ${run.runId}`)
  printWhere(run, webUiUrl)
}

/** Prints the summary of a run that has ended, and returns the exit code. */
export function printRun(report: RunReport, json: boolean): number {
  if (json) printJson('run', reportJson(report))
  else {
    print(headline(report))
    print(`\n${stepTable(report.steps, report.tables)}\n`)
    print(facts(runFacts(report)))
  }
  const why = explanation(report)
  if (why !== undefined) printProblem(why)
  return EXIT_CODES[report.run.outcome]
}
