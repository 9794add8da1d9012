import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  ApplicationFailure,
  CancellationScope,
  type ChildWorkflowHandle,
  ChildWorkflowCancellationType,
  isCancellation,
  ParentClosePolicy,
  proxyActivities,
  setCurrentDetails,
  startChild,
  upsertMemo,
  upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'
import type { FailureType } from '../contracts/failure-types.js'
import { SCHEDULED_START, SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import { COMMAND } from '../contracts/next-step.js'
import type { Outcome } from '../contracts/outcome.js'
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

/** Looks at Temporal and Postgres: milliseconds each. An outage of either passes. */
const look = proxyActivities<Pick<Activities, 'resolveSync' | 'runningSync' | 'awaitSync'>>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
})

/**
 * One due time of a schedule. Starts the season's workflow under its fixed id and stays open until that has ended, so
 * that Temporal's overlap policy counts the sync and not only its start. Where a run of the season goes on already, it
 * joins when that one brings the same datasets, else waits for its end and then starts its own.
 */
export async function scheduledSync(input: ScheduledSyncInput): Promise<ScheduledSyncResult> {
  let result: ScheduledSyncResult | undefined
  try {
    while (result === undefined) result = await bringSeason(input)
  } catch (error) {
    showOutcome(isCancellation(error) ? 'cancelled' : 'failed')
    throw error
  }
  return conclude(result, input.source)
}

/** Runs or joins the sync of the season that is due; undefined after another's run, whose turn was first. */
async function bringSeason(input: ScheduledSyncInput): Promise<ScheduledSyncResult | undefined> {
  const { typedSearchAttributes, startTime } = workflowInfo()
  const due = typedSearchAttributes.get(SCHEDULED_START) ?? startTime
  const season = await look.resolveSync.executeWithOptions(
    { summary: `which season is ${input.season}, which datasets` },
    [input, due.getTime()],
  )
  upsertSearchAttributes([
    { key: SEARCH_ATTRIBUTES.season, value: season.sync.season },
    { key: SEARCH_ATTRIBUTES.outcome, value: 'running' },
  ])
  const own = await startSeason(season)
  return own === undefined ? meetOther(season) : endOfOwn(season, own)
}

/**
 * The season's run as a child: its end arrives without anybody asking for it, a cancellation reaches it and is waited
 * for, and the Web UI links the two. ABANDON, because a run ends its own record: terminated together with its parent
 * (Temporal's default) it would stay half recorded; so it goes on and a next due time joins it.
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
    remember({ runId: own.firstExecutionRunId, joined: false })
    setCurrentDetails(`Started the sync of ${nameOf(sync)}: run ${own.firstExecutionRunId}.`)
    return own
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined
    throw error
  }
}

async function endOfOwn(
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
    const { outcome, cause } = await own.result()
    return { ...run, outcome: outcome === 'running' ? 'succeeded' : outcome, cause }
  } catch (error) {
    if (!isCancellation(error)) return { ...run, outcome: 'failed', cause: messageOf(innermostCause(error)) }
    if (CancellationScope.current().consideredCancelled) throw error
    // Somebody cancelled the season's run alone. A workflow that was not asked to cannot end as cancelled.
    return { ...run, outcome: 'cancelled', cause: null }
  }
}

/** Meets the run that holds the season's id. Its end is also this one's if the datasets are the same. */
async function meetOther({ sync, workflowId }: DueSync): Promise<ScheduledSyncResult | undefined> {
  const other = await look.runningSync.executeWithOptions({ summary: `who syncs ${nameOf(sync)} now` }, [
    workflowId,
  ])
  if (other === undefined) return undefined // it has just ended
  const joined = sameNames(
    other.datasets,
    sync.datasets.map(({ name }) => name),
  )
  const who = `the sync of ${nameOf(sync)} that goes on (${other.trigger}, run ${other.runId})`
  if (joined) remember({ runId: other.runId, joined })
  setCurrentDetails(
    joined
      ? `Joined ${who}: it brings the same datasets, and its outcome is taken.`
      : `Waits its turn behind ${who}, which brings other datasets: ${other.datasets.join(', ') || 'not known'}.`,
  )
  const end = await look.awaitSync.executeWithOptions(
    { summary: `${joined ? 'the end of the joined run' : 'its turn'}: ${other.trigger}` },
    [{ workflowId, runId: other.runId, source: sync.source }],
  )
  if (!joined) return undefined
  const { season, seasonType } = sync
  return { season, seasonType, runId: other.runId, joined, ...end }
}

/** Shows the end, and makes a failed sync a failed workflow; the other outcomes are results. */
function conclude(result: ScheduledSyncResult, source: SourceName): ScheduledSyncResult {
  const { outcome, cause, joined, runId } = result
  showOutcome(outcome)
  setCurrentDetails(
    `**${outcome}**${cause === null ? '' : `: ${plain(cause)}`}\n\n${joined ? 'Joined run' : 'Run'} ${runId} of ${nameOf(result)}: \`${COMMAND.show({ runId, source })}\``,
  )
  if (outcome === 'failed') {
    throw ApplicationFailure.create({
      type: 'SyncFailed' satisfies FailureType,
      message: cause ?? 'the sync failed',
      nonRetryable: true,
      details: [result],
    })
  }
  return result
}

const remember = (memo: ScheduledSyncMemo): void => upsertMemo({ ...memo })

function showOutcome(outcome: Outcome): void {
  upsertSearchAttributes([{ key: SEARCH_ATTRIBUTES.outcome, value: outcome }])
}

const nameOf = ({ season, seasonType }: Pick<ScheduledSyncResult, 'season' | 'seasonType'>): string =>
  `${season} ${seasonType}`

const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((name) => some.includes(name))
