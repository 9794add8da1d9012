import { Context, getClient } from '@temporalio/activity'
import type { WorkflowExecutionDescription } from '@temporalio/client'
import { z } from 'zod'
import { ifKnown } from '../contracts/if-known.js'
import { SEARCH_ATTRIBUTES } from '../contracts/namespace.js'
import type { SyncEnd } from '../contracts/run-end.js'
import type { RunningSync } from '../contracts/scheduled-run.js'
import type { SourceName } from '../contracts/source-names.js'
import { readBackfill } from '../store/runs/backfill-history.js'
import { readRun } from '../store/runs/history.js'
import type { Deps } from './deps.js'
import { waitLater } from './failures.js'
import { sourceOf } from './source-of.js'

const startMemo = z.object({
  datasets: z.array(z.string()),
  season: z.string().optional(),
  seasonType: z.string().optional(),
  isPart: z.boolean().optional(),
})

/** The run that holds the workflow id of a season, or of a backfill, now; undefined when none is running. */
export async function runningSync(workflowId: string): Promise<RunningSync | undefined> {
  const workflow = await describe(workflowId)
  if (workflow?.status.name !== 'RUNNING') return undefined
  const memo = startMemo.safeParse(workflow.memo)
  return {
    runId: runIdOf(workflow),
    trigger: workflow.typedSearchAttributes.get(SEARCH_ATTRIBUTES.trigger) ?? 'unknown trigger',
    title: `${memo.data?.season} ${memo.data?.seasonType}`,
    datasets: memo.success ? memo.data.datasets : [],
    ...(memo.data?.isPart === true && { isPart: true }),
  }
}

/** The next check follows after this share of the time waited so far, so a wait is at most a tenth longer than needed. */
const LATE_SHARE = 0.1
/** Bounds of the wait between two checks, in milliseconds. */
const SHORTEST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000

/**
 * Returns the recorded end of a run that is not a child workflow. While the run is running this activity fails and is
 * retried later: between two attempts it occupies no slot of a worker (otherwise a few waiting schedules would block
 * the very run that they wait for), writes no history, and a cancellation takes effect at once.
 */
export function createAwaitSync(deps: Deps) {
  return async function awaitSync(run: {
    readonly workflowId: string
    readonly runId: string
    readonly source: SourceName
  }): Promise<SyncEnd> {
    const workflow = await describe(run.workflowId)
    if (workflow?.status.name === 'RUNNING' && runIdOf(workflow) === run.runId) {
      // Both by Temporal's clock: with a worker's clock that is wrong, every wait would be the shortest or the longest.
      const { scheduledTimestampMs, currentAttemptScheduledTimestampMs } = Context.current().info
      const waitedMs = currentAttemptScheduledTimestampMs - scheduledTimestampMs
      throw waitLater(
        'StillRunning',
        `run ${run.runId} is running`,
        Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, waitedMs * LATE_SHARE)),
      )
    }
    const { pool } = sourceOf(deps, run.source).database
    const recorded = (await readRun(pool, run.runId)) ?? (await readBackfill(pool, run.runId))
    if (recorded === undefined) return { outcome: 'failed', cause: 'the run ended before it was recorded' }
    const { outcome, cause } = recorded
    // A run that ends by itself records its outcome before its workflow closes.
    return outcome === 'running'
      ? { outcome: 'failed', cause: 'the run was ended from outside' }
      : { outcome, cause }
  }
}

/** A run has the id of its workflow's first execution, which a reset does not change. */
const runIdOf = (workflow: WorkflowExecutionDescription): string =>
  workflow.raw.workflowExecutionInfo?.firstRunId || workflow.runId

const describe = (workflowId: string): Promise<WorkflowExecutionDescription | undefined> =>
  ifKnown(getClient().workflow.getHandle(workflowId).describe())
