import type { SourceName } from '../../contracts/source-names.js'
import { describeDataset, describeDatasets } from '../../datasets/describe.js'
import { datasetList, datasetText } from '../reports/dataset-report.js'
import { printJson } from '../print-json.js'
import { print } from '../terminal.js'

export interface DatasetsOptions {
  readonly source?: SourceName
  readonly json?: boolean
}

/** Lists the datasets of a source by group. */
export async function listDatasets({ source = 'nba', json }: DatasetsOptions): Promise<void> {
  const datasets = await describeDatasets(source)
  if (json === true) printJson('datasets', datasets)
  else print(datasetList(datasets))
}

/** Prints the tables and columns of a dataset. */
export async function showDataset(name: string, { source = 'nba', json }: DatasetsOptions): Promise<void> {
  const described = await describeDataset(source, name)
  if (json === true) printJson('dataset', described)
  else print(datasetText(described))
}
