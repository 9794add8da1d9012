import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { CATALOGUE } from '../../src/datasets/catalogue.js'
import { dataDictionary } from '../../src/datasets/data-dictionary.js'
import { datasetsTable } from '../../src/datasets/datasets-table.js'
import { describeDataset, describeDatasets } from '../../src/datasets/describe.js'
import { shippedViews } from '../../src/store/database/shipped-views.js'
import { packageRoot } from '../../src/version.js'

it('docs/datasets.md is that of the declarations; a build writes it', async () => {
  const table = datasetsTable(await describeDatasets('nba'))
  expect(readFileSync(join(packageRoot, 'docs/datasets.md'), 'utf8')).toBe(table)
})

it('docs/data.md is that of the models, the dictionary and the views; a build writes it', async () => {
  const text = dataDictionary(await describeDatasets('nba'), shippedViews())
  expect(readFileSync(join(packageRoot, 'docs/data.md'), 'utf8')).toBe(text)
})

it('a description says where each column comes from, its type, and what it means', async () => {
  const { tables, requests, since } = await describeDataset('nba', 'box_score_hustle')
  expect([requests, since]).toEqual([1230, '2015-16'])
  expect(tables[0]?.columns).toEqual(
    expect.arrayContaining([
      {
        name: 'minutes',
        type: 'float8',
        nullable: true,
        from: 'statistics.minutes',
        meaning: 'Minutes played.',
      },
      {
        name: 'deflections',
        type: 'integer',
        nullable: true,
        from: 'statistics.deflections',
        meaning: 'Balls touched on defence that were not blocked shots.',
      },
    ]),
  )
})

it('each dataset has a group', async () => {
  for (const source of ['nba', 'rest'] as const)
    for (const { name, group } of await describeDatasets(source)) {
      expect(group, name).not.toBeNull()
    }
  expect(await describeDatasets('sandbox')).toHaveLength(CATALOGUE.sandbox.length)
})
