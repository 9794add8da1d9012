// Writes docs/datasets.md from the built catalogue. A line a dataset, not aligned, so that a dataset changes its own alone.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { datasetsTable } from '../dist/datasets/datasets-table.js'
import { describeDatasets } from '../dist/datasets/describe.js'

const folder = fileURLToPath(new URL('../docs/', import.meta.url))
if (existsSync(folder)) {
  const file = `${folder}datasets.md`
  const text = datasetsTable(await describeDatasets('nba'))
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}
