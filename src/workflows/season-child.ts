import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  CancellationScope,
  type ChildWorkflowHandle,
  ChildWorkflowCancellationType,
  isCancellation,
  ParentClosePolicy,
  patched,
  proxyActivities,
  startChild,
} from '@temporalio/workflow'
import type { Activities } from '../activities/index.js'
import { sameDatasets } from '../contracts/dataset-names.js'
import { endInFailure, endOf, type SyncEnd } from '../contracts/run-end.js'
import type { DueSync, RunningSync } from '../contracts/scheduled-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { seasonStart } from '../contracts/season-start.js'
import { innermostCause, messageOf } from '../errors.js'
import { seasonTitle } from '../season/seasons-title.js'
import { seasonSync } from './season-sync.js'

/**
 * Activities that read Temporal and Postgres, milliseconds each. They are retried without limit, since an outage of
 * either passes.
 */
export const lookups = proxyActivities<
  Pick<Activities, 'resolveSync' | 'resolveSeasons' | 'resolveSeason' | 'runningSync' | 'awaitSync'>
>({
  startToCloseTimeout: '1 minute',
  retry: { initialInterval: '500 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
})

export type SeasonChild = ChildWorkflowHandle<typeof seasonSync>

/** The end of a run that a workflow started or joined. */
export interface SeasonEnd extends SyncEnd {
  readonly runId: string
  /** True: another had started the run, with the same datasets. */
  readonly joined: boolean
}

/**
 * Options of a run that is a child workflow: Temporal reports its end without polling, passes a cancellation on and
 * waits for it, and the Web UI links the two. ABANDON, because a run closes its own record: terminated together with its
 * parent (Temporal's default) the record would stay incomplete. So the run continues, and the next parent joins it.
 */
export const OUTLIVES = {
  parentClosePolicy: ParentClosePolicy.ABANDON,
  cancellationType: ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
} as const

/** Starts the season's run as a child workflow. Returns undefined when another run holds the season's id. */
export async function startSeason({ sync, workflowId }: DueSync): Promise<SeasonChild | undefined> {
  try {
    return await startChild(seasonSync, { workflowId, args: [sync], ...OUTLIVES, ...seasonStart(sync) })
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined
    throw error
  }
}

/** Waits for the result of a run that the workflow started, a season's or a backfill, and returns its end, whatever it is. */
export async function endOfChild(result: Promise<Parameters<typeof endOf>[0]>): Promise<SyncEnd> {
  try {
    return endOf(await result)
  } catch (error) {
    if (!isCancellation(error))
      return endInFailure(error) ?? { outcome: 'failed', cause: messageOf(innermostCause(error)) }
    if (CancellationScope.current().consideredCancelled) throw error
    // A person cancelled the season's run alone. A workflow without a cancellation request of its own cannot end as
    // cancelled.
    return { outcome: 'cancelled', cause: null }
  }
}

/**
 * Waits for the end of the run that holds the season's id, and returns it if the datasets are the same; undefined: the id
 * is free again. `onMet` receives that run before the wait.
 */
export async function joinOrWait(
  { sync, workflowId }: DueSync,
  onMet: (other: RunningSync, joined: boolean) => Promise<void> | void,
): Promise<SeasonEnd | undefined> {
  const run = { workflowId, source: sync.source, name: seasonTitle(sync) }
  return joinIfSame(run, onMet, (other) => {
    // Workflows that compared the datasets before `schedule` was renamed to `games` compared the names literally.
    const same = patched('former-names-are-the-same') ? sameDatasets : sameNames
    return (
      other.isPart !== true &&
      same(
        other.datasets,
        sync.datasets.map(({ name }) => name),
      )
    )
  })
}

/** Waits for the end of the run that holds a workflow id, and returns it if `isSame` says that it brings the same. */
export async function joinIfSame(
  {
    workflowId,
    source,
    name,
  }: { readonly workflowId: string; readonly source: SourceName; readonly name: string },
  onMet: (other: RunningSync, joined: boolean) => Promise<void> | void,
  isSame: (other: RunningSync) => boolean,
): Promise<SeasonEnd | undefined> {
  const other = await lookups.runningSync.executeWithOptions(
    { summary: `find the running sync of ${name}` },
    [workflowId],
  )
  if (other === undefined) return undefined // it has just ended
  const joined = isSame(other)
  await onMet(other, joined)
  const end = await lookups.awaitSync.executeWithOptions(
    { summary: `wait for the end of ${joined ? 'the joined run' : 'the other run'}: ${other.trigger}` },
    [{ workflowId, runId: other.runId, source }],
  )
  return joined ? { runId: other.runId, joined, ...end } : undefined
}

const sameNames = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && others.every((name) => some.includes(name))
