import { Context, getClient } from '@temporalio/activity'
import type { WorkflowExecutionDescription } from '@temporalio/client'
import { ApplicationFailureCategory } from '@temporalio/common'
import { z } from 'zod'
import { ifKnown } from '../contracts/if-known.js'
import { seasonWorkflowId } from '../contracts/names.js'
import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import type { DueSync, RunningSync, ScheduledSyncInput, SyncEnd } from '../contracts/scheduled-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { syncInput } from '../datasets/selection.js'
import { UserError } from '../errors.js'
import { seasonDue } from '../season/season-due.js'
import { slugOf } from '../season/season.js'
import { readRun } from '../store/runs/history.js'
import type { Deps } from './deps.js'
import { permanent, retryLater } from './failures.js'
import { sourceOf } from './source-of.js'

/** What a schedule asks for, as the input of the season's workflow, now that its time has come. */
export function createResolveSync({ settings }: Deps) {
  return async function resolveSync(input: ScheduledSyncInput, dueAtMs: number): Promise<DueSync> {
    if (settings === undefined) throw permanent('Invalid', 'this worker was started without its settings')
    const { schedule, season, ...request } = input
    try {
      const sync = syncInput(
        {
          ...request,
          season: seasonDue(season, new Date(dueAtMs), settings.today),
          trigger: `schedule:${schedule}`,
        },
        settings,
      )
      return { sync, workflowId: seasonWorkflowId(sync.source, sync.season, slugOf(sync.seasonType)) }
    } catch (error) {
      throw error instanceof UserError ? permanent('Invalid', error) : error
    }
  }
}

const startMemo = z.object({ datasets: z.array(z.string()) })

/** Who syncs a season now; undefined when nobody does any more. */
export async function runningSync(workflowId: string): Promise<RunningSync | undefined> {
  const workflow = await describe(workflowId)
  if (workflow?.status.name !== 'RUNNING') return undefined
  const memo = startMemo.safeParse(workflow.memo)
  return {
    runId: runIdOf(workflow),
    trigger: workflow.typedSearchAttributes.get(SEARCH_ATTRIBUTES.trigger) ?? 'not known who started it',
    datasets: memo.success ? memo.data.datasets : [],
  }
}

/** Asked again after a tenth of the time waited so far: a wait is at most a tenth longer than what it waits for, */
const LATE_SHARE = 0.1
/** and nobody is asked more often than each second, or is later than half a minute; milliseconds. */
const SHORTEST_LOOK_MS = 1_000
const LONGEST_LOOK_MS = 30_000

/**
 * Gives the recorded end of a run that is no child. While it goes on this fails, to be tried again later: between two
 * tries it holds no slot of a worker (a few waiting schedules would otherwise keep the very run from going on that they
 * wait for), writes no history, and a cancellation takes effect at once.
 */
export function createAwaitSync(deps: Deps) {
  return async function awaitSync(run: {
    readonly workflowId: string
    readonly runId: string
    readonly source: SourceName
  }): Promise<SyncEnd> {
    const workflow = await describe(run.workflowId)
    if (workflow?.status.name === 'RUNNING' && runIdOf(workflow) === run.runId) {
      const waitedMs = Date.now() - Context.current().info.scheduledTimestampMs
      throw retryLater(
        'StillRunning',
        `run ${run.runId} is running`,
        Math.min(LONGEST_LOOK_MS, Math.max(SHORTEST_LOOK_MS, waitedMs * LATE_SHARE)),
        ApplicationFailureCategory.BENIGN,
      )
    }
    const recorded = await readRun(sourceOf(deps, run.source).database.prisma, run.runId)
    if (recorded === undefined) return { outcome: 'failed', cause: 'the run ended before it was recorded' }
    const { outcome, cause } = recorded
    // A run that ends by itself records its end first.
    return outcome === 'running'
      ? { outcome: 'failed', cause: 'the run was ended from outside' }
      : { outcome, cause }
  }
}

/** The id of a run is that of its first execution, which a reset leaves as it was. */
const runIdOf = (workflow: WorkflowExecutionDescription): string =>
  workflow.raw.workflowExecutionInfo?.firstRunId || workflow.runId

const describe = (workflowId: string): Promise<WorkflowExecutionDescription | undefined> =>
  ifKnown(getClient().workflow.getHandle(workflowId).describe())
