import { kindOf, type SeasonsSyncInput } from '../../contracts/seasons-run.js'
import { COMMAND } from '../../contracts/next-step.js'
import type { SourceName } from '../../contracts/source-names.js'
import { seasonsInput, type SeasonsOrder } from '../../datasets/seasons.js'
import { linkOf, type Connected, type FollowedRun } from '../../runs/follow.js'
import {
  seasonsExplanation,
  seasonsJson,
  seasonsReportOfEnd,
  type SeasonsReport,
} from '../../runs/seasons-report.js'
import { seasonsOfBackfill, type SeasonsState } from '../../runs/seasons-state.js'
import { startSeasons } from '../../runs/start-seasons.js'
import { failingTries, trySentence } from '../../runs/failing-tries.js'
import { seasonsTitle } from '../../season/seasons-title.js'
import { readSettings, type Settings } from '../../settings.js'
import { readBackfill } from '../../store/runs/backfill-history.js'
import { capital } from '../../text/capital.js'
import { followStarted, type RunKind } from '../follow-to-end.js'
import { EXIT_CODES } from '../exit-codes.js'
import { longWait } from '../long-wait.js'
import { createSeasonsProgress } from '../reports/seasons-progress.js'
import { seasonsFacts, seasonsHeadline, tableOfSeasons } from '../reports/seasons-report.js'
import { printWhere } from '../reports/started-run.js'
import { SHOWN_LINES } from '../shown-lines.js'
import { printJson } from '../print-json.js'
import { count, facts, print, printNotice, printProblem } from '../terminal.js'
import type { FollowOptions } from '../request-options.js'

/** Runs `backfill`, or `sync` with several seasons. Returns the exit code. */
export async function runSeasons(order: SeasonsOrder, options: FollowOptions): Promise<number> {
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
  { ifRunning, detach, json = false }: FollowOptions,
): Promise<number> {
  const { source } = input
  const noun = kindOf(input)
  const kind = seasonsKind(settings, source, noun, `${noun} ${titleOf(input.seasons)}`, json)
  return followStarted(
    settings,
    source,
    kind,
    async ({ client, session: { database } }) => {
      const wait = await longWait(database.pool, settings, input)
      if (wait !== undefined) kind.progress.say(wait)
      const handle = await startSeasons(client, database.pool, settings, input, ifRunning)
      const { workflowId, firstExecutionRunId: runId, joined } = handle
      if (joined) kind.progress.say(`Following the ${noun} that is running already (${runId})`)
      return { workflowId, runId, joined }
    },
    detach === true
      ? async (connected, run, isRecorded) => {
          if (!isRecorded)
            for (const failing of await failingTries(connected.client, run))
              printNotice(capital(trySentence(failing)))
          printDetached(connected, run, input, json)
        }
      : undefined,
  )
}

/** A backfill, or a sync of several seasons, as commands follow it. */
export const seasonsKind = (
  settings: Settings,
  source: SourceName,
  noun: 'sync' | 'backfill',
  title: string,
  json: boolean,
): RunKind<SeasonsState | undefined> => ({
  noun,
  what: seasonsOfBackfill(settings, source),
  progress: createSeasonsProgress(process.stderr, title),
  isRecorded: async ({ pool }, { runId }) => (await readBackfill(pool, runId)) !== undefined,
  sumUp: async (connected, run, end) => {
    const { database } = connected.session
    return printSeasons(
      await seasonsReportOfEnd(settings, database, run.runId, end, linkOf(connected, run)),
      json,
    )
  },
})

const titleOf = (seasons: SeasonsSyncInput['seasons']): string => {
  const { season, seasonType } = seasonsTitle(seasons)
  return `${season} ${seasonType}`
}

function printDetached(connected: Connected, run: FollowedRun, input: SeasonsSyncInput, json: boolean): void {
  const webUiUrl = linkOf(connected, run)
  const { runId: backfillId, workflowId } = run
  if (json) {
    const seasons = input.seasons.map(({ season, seasonType }) => ({
      season,
      seasonType,
      outcome: 'waiting' as const,
    }))
    printJson('startedSeasons', { backfillId, workflowId, outcome: 'running', webUiUrl, seasons })
    return
  }
  print(`Started the ${kindOf(input)} of ${titleOf(input.seasons)}: ${backfillId}`)
  printWhere(run, webUiUrl)
}

/** Prints the summary of a backfill that has ended, and returns the exit code. */
export function printSeasons(report: SeasonsReport, json: boolean): number {
  if (json) printJson('seasons', seasonsJson(report))
  else {
    print(seasonsHeadline(report))
    const { seasons } = report.state
    const { backfillId: runId, source } = report.backfill
    print(`\n${tableOfSeasons(seasons.slice(0, SHOWN_LINES))}`)
    if (seasons.length > SHOWN_LINES)
      print(`… and ${seasons.length - SHOWN_LINES} more (${COMMAND.show({ runId, source })})`)
    print(`\n${facts(seasonsFacts(report))}`)
  }
  const why = seasonsExplanation(report)
  if (why !== undefined) printProblem(why)
  return EXIT_CODES[report.backfill.outcome]
}
