import { afterAll, beforeAll, expect, it } from 'vitest'
import { longWait } from '../../src/cli/long-wait.js'
import { seasonsInput } from '../../src/datasets/seasons.js'
import { readSettings } from '../../src/settings.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

/** What is said before a sync of 2018-19 into an empty database starts. */
function said(only: readonly string[] | undefined, env: Readonly<Record<string, string>>) {
  const settings = readSettings({ SEASON_SYNC_TODAY: '2026-01-01', ...env })
  const order = { seasons: '2018-19', trigger: 'manual', ...(only !== undefined && { only }) } as const
  return longWait(database.pool, settings, seasonsInput(order, settings).input)
}

it('a sync of more than a minute tells its requests, their time and the pace', async () => {
  expect(await said(['box_scores'], { NBA_PACE: '1', NBA_BUDGET: 'none' })).toMatch(
    /^1,23\d requests, about 2\d min \d+ s at 1 request\/s$/,
  )
})

it('a faster pace takes less time', async () => {
  expect(await said(['box_scores'], { NBA_PACE: '4', NBA_BUDGET: 'none' })).toMatch(
    /^1,23\d requests, about 5 min \d+ s at 4 requests\/s$/,
  )
})

it('the budget of the NBA counts too', async () => {
  expect(await said(['box_scores'], { NBA_PACE: '4' })).toMatch(
    /^1,23\d requests, about 5\d min \d+ s at 4 requests\/s and 250 requests in 10 minutes$/,
  )
})

it.each([
  ['of the default datasets', undefined, { NBA_PACE: '1', NBA_BUDGET: 'none' }],
  ['at a pace that brings it within a minute', ['box_scores'], { NBA_PACE: '100', NBA_BUDGET: 'none' }],
])('a sync %s starts without a word', async (_, only, env) => {
  expect(await said(only, env)).toBeUndefined()
})
