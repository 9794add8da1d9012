import { sleep } from '@temporalio/workflow'
import type { DatasetSyncInput, DatasetSyncResult } from '../../src/contracts/dataset-run.js'
import { datasetSync as unchanged } from '../../src/workflows/dataset-sync.js'

/** The workflow of a dataset with one step more: the recorded histories cannot be replayed with it. */
export async function datasetSync(input: DatasetSyncInput): Promise<DatasetSyncResult> {
  await sleep('1 second')
  return unchanged(input)
}
