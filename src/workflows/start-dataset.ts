import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common'
import {
  CancellationScope,
  type ChildWorkflowHandle,
  type ChildWorkflowOptions,
  getExternalWorkflowHandle,
  isCancellation,
  patched,
  sleep,
  startChild,
} from '@temporalio/workflow'
import type { DatasetSyncInput } from '../contracts/dataset-run.js'
import { datasetSync } from './dataset-sync.js'

/** Waits between two attempts to start, doubling; an attempt costs ten events. */
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000

/**
 * Starts the workflow of a dataset. After a reset of the season's workflow, the dataset's earlier workflow may still be
 * running: it ends first, and the new one then finds its results. A cancellation in between is passed on to it.
 */
export async function startDataset(
  workflowId: string,
  options: Pick<
    ChildWorkflowOptions,
    'taskQueue' | 'cancellationType' | 'staticSummary' | 'staticDetails' | 'memo' | 'typedSearchAttributes'
  > & { readonly args: [DatasetSyncInput] },
): Promise<ChildWorkflowHandle<typeof datasetSync>> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    try {
      return await startChild(datasetSync, { workflowId, ...options })
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError) || !patched('earlier-dataset-ends-first'))
        throw error
    }
    try {
      await sleep(wait)
    } catch (error) {
      if (isCancellation(error))
        await CancellationScope.nonCancellable(() => getExternalWorkflowHandle(workflowId).cancel())
      throw error
    }
  }
}
