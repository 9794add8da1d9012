import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  CancellationScope,
  type ChildWorkflowHandle,
  ChildWorkflowCancellationType,
  isCancellation,
  ParentClosePolicy,
  patched,
  proxyActivities,
  setCurrentDetails,
  startChild,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'
import { sameDatasets } from '../contracts/dataset-names.js'
import { SCHEDULED_START, SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import { COMMAND } from '../contracts/next-step.js'
import type { Outcome } from '../contracts/outcome.js'
import { endInFailure, endOf, failureOf } from '../contracts/run-end.js'
import type {
  DueSync,
  ScheduledSyncInput,
  ScheduledSyncMemo,
  ScheduledSyncResult,
} from '../contracts/scheduled-run.js'
import { seasonStart } from '../contracts/season-start.js'
import type { SourceName } from '../contracts/source-names.js'
import { innermostCause, messageOf } from '../errors.js'
import { plain } from './panel.js'
import { seasonSync } from './season-sync.js'

/**
 * Activities that read Temporal and Postgres, milliseconds each. They are retried without limit, since an outage of
 * either passes.
 */
const lookups = proxyActivities<Pick<Activities, 'resolveSync' | 'runningSync' | 'awaitSync'>>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
})

/**
 * Runs one due time of a schedule. It starts the season's workflow under its fixed id and stays open until that has
 * ended, so that Temporal's overlap policy counts the whole sync and not only its start. If a run of the season is
 * running already, it joins that run when the datasets are the same; otherwise it waits for its end and starts its own.
 * A season's run that is not whole fails this workflow too, with the same type of failure.
 */
export async function scheduledSync(input: ScheduledSyncInput): Promise<ScheduledSyncResult> {
  const partialFails = patched('partial-is-failed')
  let result: ScheduledSyncResult | undefined
  try {
    while (result === undefined) result = await runOrJoin(input)
  } catch (error) {
    showOutcome(isCancellation(error) ? 'cancelled' : 'failed')
    throw error
  }
  showEnd(result, input.source)
  const notWhole = failureOf(result, partialFails)
  if (notWhole !== undefined) throw notWhole
  return result
}

/**
 * Runs or joins the sync of the season that is due. Undefined: another run held the season's id and has ended; try
 * again.
 */
async function runOrJoin(input: ScheduledSyncInput): Promise<ScheduledSyncResult | undefined> {
  const { typedSearchAttributes, startTime } = workflowInfo()
  const due = typedSearchAttributes.get(SCHEDULED_START) ?? startTime
  const season = await lookups.resolveSync.executeWithOptions(
    { summary: `which season is ${input.season}, which datasets` },
    [input, due.getTime()],
  )
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.season, value: season.sync.season },
    { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
  ])
  const own = await startSeason(season)
  return own === undefined ? joinOrWait(season) : resultOf(season, own)
}

/**
 * Starts the season's run as a child workflow: Temporal reports its end without polling, passes a cancellation on and
 * waits for it, and the Web UI links the two. Returns undefined when another run holds the season's id. ABANDON,
 * because a run closes its own record: terminated together with its parent (Temporal's default) the record would stay
 * incomplete. So the run continues, and the next due time joins it.
 */
async function startSeason({
  sync,
  workflowId,
}: DueSync): Promise<ChildWorkflowHandle<typeof seasonSync> | undefined> {
  try {
    const own = await startChild(seasonSync, {
      workflowId,
      args: [sync],
      parentClosePolicy: ParentClosePolicy.ABANDON,
      cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
      ...seasonStart(sync),
    })
    writeMemo({ runId: own.firstExecutionRunId, joined: false })
    setCurrentDetails(`Started the sync of ${nameOf(sync)}: run ${own.firstExecutionRunId}.`)
    return own
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined
    throw error
  }
}

/** Waits for the end of the season's run that this workflow started. */
async function resultOf(
  { sync }: DueSync,
  own: ChildWorkflowHandle<typeof seasonSync>,
): Promise<ScheduledSyncResult> {
  const run = {
    season: sync.season,
    seasonType: sync.seasonType,
    runId: own.firstExecutionRunId,
    joined: false,
  }
  try {
    return { ...run, ...endOf(await own.result()) }
  } catch (error) {
    if (!isCancellation(error)) {
      const ended = endInFailure(error) ?? { outcome: 'failed', cause: messageOf(innermostCause(error)) }
      return { ...run, ...ended }
    }
    if (CancellationScope.current().consideredCancelled) throw error
    // A person cancelled the season's run alone. A workflow without a cancellation request of its own cannot end as
    // cancelled.
    return { ...run, outcome: 'cancelled', cause: null }
  }
}

/**
 * Waits for the end of the run that holds the season's id, and returns it as this one's result if the datasets are
 * the same.
 */
async function joinOrWait({ sync, workflowId }: DueSync): Promise<ScheduledSyncResult | undefined> {
  const other = await lookups.runningSync.executeWithOptions(
    { summary: `find the running sync of ${nameOf(sync)}` },
    [workflowId],
  )
  if (other === undefined) return undefined // it has just ended
  // Workflows that compared the datasets before `schedule` was renamed to `games` compared the names literally.
  const same = patched('former-names-are-the-same') ? sameDatasets : sameNames
  const joined = same(
    other.datasets,
    sync.datasets.map(({ name }) => name),
  )
  const running = `the running sync of ${nameOf(sync)} (${other.trigger}, run ${other.runId})`
  if (joined) writeMemo({ runId: other.runId, joined })
  setCurrentDetails(
    joined
      ? `Joined ${running}: it brings the same datasets, so its outcome counts for this run too.`
      : `Waits for the end of ${running}, which brings other datasets: ${other.datasets.join(', ') || 'not known'}.`,
  )
  const end = await lookups.awaitSync.executeWithOptions(
    { summary: `wait for the end of ${joined ? 'the joined run' : 'the other run'}: ${other.trigger}` },
    [{ workflowId, runId: other.runId, source: sync.source }],
  )
  if (!joined) return undefined
  const { season, seasonType } = sync
  return { season, seasonType, runId: other.runId, joined, ...end }
}

/** Shows the outcome in the Web UI. */
function showEnd(result: ScheduledSyncResult, source: SourceName): void {
  const { outcome, cause, joined, runId } = result
  showOutcome(outcome)
  setCurrentDetails(
    `**${outcome}**${cause === null ? '' : `: ${plain(cause)}`}\n\n${joined ? 'Joined run' : 'Run'} ${runId} of ${nameOf(result)}: \`${COMMAND.show({ runId, source })}\``,
  )
}

const writeMemo = (memo: ScheduledSyncMemo): void => upsertMemo({ ...memo })

function showOutcome(outcome: Outcome): void {
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.outcome, value: outcome }])
}

const nameOf = ({ season, seasonType }: Pick<ScheduledSyncResult, 'season' | 'seasonType'>): string =>
  `${season} ${seasonType}`

const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((name) => some.includes(name))
