import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDatasets, CATALOGUE, datasetOf } from '../../src/datasets/catalogue.js'
import type { Dataset } from '../../src/datasets/dataset.js'
import { loadOwnDatasets } from '../../src/datasets/own.js'
import { selectDatasets } from '../../src/datasets/selection.js'
import { UserError } from '../../src/errors.js'
import { packageRoot } from '../../src/version.js'
import { SCOPE } from './transforming.js'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'season-sync-own-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A dataset like the standings, under another name. */
const like = (more: Partial<Dataset>): Dataset => ({
  ...datasetOf('nba', 'standings'),
  name: 'own',
  tables: [{ ...tableOfStandings(), name: 'own' }],
  ...more,
})

function tableOfStandings(): Dataset['tables'][number] {
  const [table] = datasetOf('nba', 'standings').tables
  if (table === undefined) throw new Error('the standings have no table')
  return table
}

describe('datasets of a project of its own', () => {
  it('come into the catalogue of every source that serves them, and are no part of a plain sync', async () => {
    await loadOwnDatasets(join(packageRoot, 'examples/own-dataset/datasets.mjs'))
    expect(datasetOf('nba', 'team_form')).toMatchObject({ endpoint: 'leaguestandingsv3', subject: 'season' })
    expect(CATALOGUE.sandbox.map(({ name }) => name)).toContain('team_form')
    expect(CATALOGUE.rest.map(({ name }) => name)).not.toContain('team_form')
    expect(selectDatasets('nba', SCOPE).map(({ name }) => name)).not.toContain('team_form')
    expect(selectDatasets('nba', SCOPE, ['team_form']).map(({ name }) => name)).toEqual([
      'standings',
      'team_form',
    ])
  })

  it('are loaded once', async () => {
    const module = join(packageRoot, 'examples/own-dataset/datasets.mjs')
    await loadOwnDatasets(module)
    await expect(loadOwnDatasets(module)).resolves.toBeUndefined()
  })

  it.each([
    ['a name that is taken', like({ name: 'standings' }), 'the name standings is taken'],
    [
      'a table of another dataset',
      like({ tables: [tableOfStandings()] }),
      'own writes the table standings of another dataset',
    ],
    [
      'a need that is not there',
      like({ needs: ['horoscopes'] }),
      'own needs horoscopes, which is not a dataset',
    ],
    [
      'a check of a column that is none',
      like({
        verify: [
          {
            kind: 'rules-of-a-line',
            table: 'standings',
            subject: 'team_id',
            rules: [{ rule: 'filled', columns: ['winz'] }],
          },
        ],
      }),
      'the check rules-of-a-line of own names the column winz, which none of its tables has',
    ],
  ])('are refused with %s', (_what, dataset, sentence) => {
    const before = CATALOGUE.nba
    expect(addDatasets([dataset])).toBe(sentence)
    expect(CATALOGUE.nba).toBe(before)
  })
})

describe('a module that is not one of datasets is refused with a sentence that names it', () => {
  it.each([
    ['missing.mjs', undefined, /cannot be used: Cannot find module .*; check SEASON_SYNC_DATASETS\.$/],
    ['broken.mjs', 'export default [', /cannot be used: .+; check SEASON_SYNC_DATASETS\.$/],
    ['nothing.mjs', 'export const datasets = []', /its default export .*; check SEASON_SYNC_DATASETS\.$/],
    ['other.mjs', 'export default [{ name: "x" }]', /is not a list of datasets made with the kit; check/],
  ])('%s', async (name, text, sentence) => {
    const module = join(folder, name)
    if (text !== undefined) writeFileSync(module, text)
    const error: unknown = await loadOwnDatasets(module).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(UserError)
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(sentence) })
    expect(error).toMatchObject({ message: expect.stringContaining(module) })
  })
})
