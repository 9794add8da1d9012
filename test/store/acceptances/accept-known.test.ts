import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { acceptKnown } from '../../../src/store/acceptances/accept-known.js'
import type { AcceptanceScope } from '../../../src/store/acceptances/acceptance.js'
import { openAcceptances, storeAcceptances } from '../../../src/store/acceptances/acceptances.js'
import type { Finding } from '../../../src/store/runs/findings.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { MISSING } from './acceptance-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const scope: AcceptanceScope = { source: 'nba', season: '2018-19', seasonType: 'Regular Season' }
const VERIFIED = new Map([['box_scores', 'games']])
const accept = (findings: readonly Finding[], ends = {}) =>
  acceptKnown(database.pool, scope, findings, VERIFIED, { failed: {}, ...ends })
const open = async (): Promise<number> => (await openAcceptances(database.pool, scope)).length

beforeEach(async () => {
  await emptyTables(database.pool)
  const { dataset, subject, detail } = MISSING
  const acceptance = { dataset, kind: 'missing', subject, detail, neverAsk: false } as const
  await storeAcceptances(database.pool, scope, 'the source has none', [acceptance])
})

it('a run whose findings are accepted leaves the acceptance open, and can be repeated', async () => {
  for (const _ of [1, 2])
    expect(await accept([MISSING])).toMatchObject([{ kind: 'accepted', subject: MISSING.subject }])
  expect(await open()).toBe(1)
})

it('a run that finds nothing ends the acceptance, and a later finding counts', async () => {
  expect(await accept([])).toEqual([])
  expect(await open()).toBe(0)
  expect(await accept([MISSING])).toEqual([MISSING])
})

it('a run whose difference has changed ends the acceptance', async () => {
  const other = { ...MISSING, detail: 'played on 2018-10-17' }
  expect(await accept([other])).toEqual([other])
  expect(await open()).toBe(0)
})

it.each([
  ['dataset', { failed: { box_scores: 'a defect' } }],
  ['whole', { failure: 'a defect' }],
])('a run that failed (%s) ends no acceptance', async (_, ends) => {
  await accept([{ ...MISSING, detail: 'was not asked' }], ends)
  expect(await open()).toBe(1)
})

it('the known holes of 1960-61 are accepted whatever the finding says', async () => {
  const wrong = { dataset: 'team_game_logs', kind: 'wrong', detail: 'any text' } as const
  const findings = ['0026000024', '0026000099'].map((subject) => ({ ...wrong, subject }))
  const run = { ...scope, season: '1960-61' }
  const accepted = await acceptKnown(database.pool, run, findings, new Map(), { failed: {} })
  expect(accepted.map(({ kind }) => kind)).toEqual(['accepted', 'wrong'])
  expect(accepted[0]?.detail).toMatch(/^any text, because .*\(leaguegamelog of 1960-61\)$/)
})
