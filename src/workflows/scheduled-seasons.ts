import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import { type ChildWorkflowHandle, startChild } from '@temporalio/workflow'
import { sameDatasets } from '../contracts/dataset-names.js'
import type {
  RunningSync,
  ScheduledSyncInput,
  ScheduledSyncMemo,
  ScheduledSyncResult,
} from '../contracts/scheduled-run.js'
import type { DueSeasons } from '../contracts/seasons-run.js'
import { seasonsStart } from '../contracts/seasons-start.js'
import { seasonsTitle } from '../season/seasons-title.js'
import { endOfChild, joinIfSame, lookups, OUTLIVES } from './season-child.js'
import { seasonsSync } from './seasons-sync.js'

/**
 * Runs or joins the backfill of a schedule for several seasons, which has an id of its own. Undefined: another one held
 * the id, of other seasons or datasets, and has ended; try again. `onRun` receives the backfill that counts, and `onWait`
 * the one that does not.
 */
export async function backfillOrJoin(
  input: ScheduledSyncInput,
  dueAtMs: number,
  onRun: (memo: ScheduledSyncMemo, title: string) => void,
  onWait: (other: RunningSync, title: string) => void,
): Promise<ScheduledSyncResult | undefined> {
  const due = await lookups.resolveSeasons.executeWithOptions(
    { summary: `which seasons are ${input.season}` },
    [input, dueAtMs],
  )
  const title = seasonsTitle(due.backfill.seasons)
  const name = `${title.season} ${title.seasonType}`
  const own = await startBackfill(due)
  if (own === undefined) {
    const run = { workflowId: due.workflowId, source: input.source, name }
    const end = await joinIfSame(
      run,
      (other, joined) =>
        joined ? onRun({ runId: other.runId, joined }, name) : onWait(other, other.title ?? 'other seasons'),
      (other) => other.title === name && sameDatasets(other.datasets, input.only ?? []),
    )
    return end && { ...title, ...end }
  }
  const runId = own.firstExecutionRunId
  onRun({ runId, joined: false }, name)
  return { ...title, runId, joined: false, ...(await endOfChild(own.result())) }
}

/** Starts the backfill as a child workflow. Returns undefined when another one holds the id. */
async function startBackfill({
  backfill,
  workflowId,
}: DueSeasons): Promise<ChildWorkflowHandle<typeof seasonsSync> | undefined> {
  try {
    return await startChild(seasonsSync, {
      workflowId,
      args: [backfill],
      ...OUTLIVES,
      ...seasonsStart(backfill),
    })
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return undefined
    throw error
  }
}
