import type { SourceName } from '../contracts/source-names.js'
import { datasetOf } from '../datasets/catalogue.js'
import type { Dataset } from '../datasets/dataset.js'
import { UserError } from '../errors.js'
import { permanent } from './failures.js'

/** The dataset of a run. A worker that does not know it fails the step: no retry on this worker can help. */
export function requireDataset(source: SourceName, name: string): Dataset {
  try {
    return datasetOf(source, name)
  } catch (error) {
    throw error instanceof UserError ? permanent('Invalid', error) : error
  }
}
