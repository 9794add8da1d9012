import {
  isCancellation,
  patched,
  setCurrentDetails,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import { SCHEDULED_START, SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import { COMMAND } from '../contracts/next-step.js'
import type { Outcome } from '../contracts/outcome.js'
import { failureOf } from '../contracts/run-end.js'
import type {
  DueSync,
  ScheduledSyncInput,
  ScheduledSyncMemo,
  ScheduledSyncResult,
} from '../contracts/scheduled-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { isSeveral } from '../season/season-list.js'
import { seasonTitle } from '../season/seasons-title.js'
import { plain } from './panel.js'
import { backfillOrJoin } from './scheduled-seasons.js'
import { endOfChild, joinOrWait, lookups, startSeason } from './season-child.js'

/**
 * Runs one due time of a schedule. It starts the season's workflow under its fixed id, or that of several seasons, and
 * stays open until that has ended, so that Temporal's overlap policy counts the whole sync and not only its start. If a run of the season is
 * running already, it joins that run when the datasets are the same; otherwise it waits for its end and starts its own.
 * A season's run that is not whole fails this workflow too, with the same type of failure.
 */
export async function scheduledSync(input: ScheduledSyncInput): Promise<ScheduledSyncResult> {
  const partialFails = patched('partial-is-failed')
  let result: ScheduledSyncResult | undefined
  try {
    const run = isSeveral(input.season, input.seasonType) ? runOrJoinSeasons : runOrJoin
    while (result === undefined) result = await run(input)
  } catch (error) {
    showOutcome(isCancellation(error) ? 'cancelled' : 'failed')
    throw error
  }
  showEnd(result, input.source)
  const notWhole = failureOf(
    result,
    partialFails,
    `See: ${COMMAND.show({ runId: result.runId, source: input.source })}.`,
  )
  if (notWhole !== undefined) throw notWhole
  return result
}

/**
 * Runs or joins the sync of the season that is due. Undefined: another run held the season's id and has ended; try
 * again.
 */
async function runOrJoin(input: ScheduledSyncInput): Promise<ScheduledSyncResult | undefined> {
  const season = await lookups.resolveSync.executeWithOptions(
    { summary: `which season is ${input.season}, which datasets` },
    [input, dueAtMs()],
  )
  showRunning(season.sync.season)
  const { sync } = season
  const own = await startSeason(season)
  if (own === undefined) return join(season)
  const runId = own.firstExecutionRunId
  writeMemo({ runId, joined: false })
  setCurrentDetails(`Started the sync of ${seasonTitle(sync)}: run ${runId}.`)
  const end = await endOfChild(own.result())
  return { season: sync.season, seasonType: sync.seasonType, runId, joined: false, ...end }
}

/** The same for a schedule of several seasons. */
async function runOrJoinSeasons(input: ScheduledSyncInput): Promise<ScheduledSyncResult | undefined> {
  showRunning(input.season)
  return backfillOrJoin(
    input,
    dueAtMs(),
    (memo, title) => {
      writeMemo(memo)
      setCurrentDetails(`${memo.joined ? 'Joined' : 'Started'} the backfill of ${title}: run ${memo.runId}.`)
    },
    ({ runId }, title) =>
      setCurrentDetails(`Waits for the end of this schedule's running backfill of ${title} (run ${runId}).`),
  )
}

/** The time at which the run is due, milliseconds; that of its start if nobody set one. */
function dueAtMs(): number {
  const { typedSearchAttributes, startTime } = workflowInfo()
  return (typedSearchAttributes.get(SCHEDULED_START) ?? startTime).getTime()
}

function showRunning(season: string): void {
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.season, value: season },
    { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
  ])
}

/** Waits for the end of the run that holds the season's id; it is this one's end if the datasets are the same. */
async function join(due: DueSync): Promise<ScheduledSyncResult | undefined> {
  const { season, seasonType } = due.sync
  const end = await joinOrWait(due, (other, joined) => {
    const running = `the running sync of ${seasonTitle(due.sync)} (${other.trigger}, run ${other.runId})`
    if (joined) writeMemo({ runId: other.runId, joined })
    setCurrentDetails(
      joined
        ? `Joined ${running}: it brings the same datasets, so its outcome counts for this run too.`
        : `Waits for the end of ${running}, which brings ${other.isPart === true ? 'a part of the season' : `other datasets: ${other.datasets.join(', ') || 'not known'}`}.`,
    )
  })
  return end && { season, seasonType, ...end }
}

/** Shows the outcome in the Web UI. */
function showEnd(result: ScheduledSyncResult, source: SourceName): void {
  const { outcome, cause, joined, runId } = result
  showOutcome(outcome)
  setCurrentDetails(
    `**${outcome}**${cause === null ? '' : `: ${plain(cause)}`}\n\n${joined ? 'Joined run' : 'Run'} ${runId} of ${result.season} ${result.seasonType}: \`${COMMAND.show({ runId, source })}\``,
  )
}

const writeMemo = (memo: ScheduledSyncMemo): void => upsertMemo({ ...memo })

function showOutcome(outcome: Outcome): void {
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.outcome, value: outcome }])
}
