// Writes docs/datasets.md and docs/data.md from the built catalogue and the views. A line a dataset or column, not
// aligned, so that a dataset changes its own alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dataDictionary } from '../dist/datasets/data-dictionary.js'
import { datasetsTable } from '../dist/datasets/datasets-table.js'
import { describeDatasets } from '../dist/datasets/describe.js'
import { shippedViews } from '../dist/store/database/shipped-views.js'

const folder = fileURLToPath(new URL('../docs/', import.meta.url))
if (existsSync(folder)) {
  const datasets = await describeDatasets('nba')
  write('datasets.md', datasetsTable(datasets))
  write('data.md', dataDictionary(datasets, shippedViews()))
}

function write(name, text) {
  const file = folder + name
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}
