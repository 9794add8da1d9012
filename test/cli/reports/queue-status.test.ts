import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { queueFacts } from '../../../src/cli/reports/queue-status.js'
import { queueJson } from '../../../src/runs/queue-state.js'
import { readSettings } from '../../../src/settings.js'
import { reserveSlot } from '../../../src/store/pace/pace.js'
import { sourceStates } from '../../../src/store/pace/source-state.js'
import { localTime } from '../../../src/text/local-time.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
})

const take = (budget = readSettings({}).nba.budget) =>
  reserveSlot(database.pool, 'nba', 100, 1_000, { budget, urgency: 'today' })

/** The line of `status` about the NBA's rate limit. */
async function line(env: NodeJS.ProcessEnv = {}): Promise<string | null | undefined> {
  const settings = readSettings(env)
  const states = await sourceStates(database.pool, () => settings.nba.budget)
  return states.flatMap((state) => queueFacts(queueJson(state, settings, null)))[0]?.[1]
}

it('status tells the budget and what was sent of it', async () => {
  await take()
  await take()
  expect(await line()).toBe('1 request/s; budget 250 requests in 10 minutes, 2 sent in the last 10 minutes')
})

it('status tells no budget where there is none', async () => {
  await take()
  expect(await line({ NBA_BUDGET: 'none' })).toBe('1 request/s')
})

it('status tells when the next request finds room', async () => {
  await take({ requests: 1, seconds: 600 })
  expect(await line({ NBA_BUDGET: '1/10m' })).toMatch(
    /^1 request\/s; budget 1 request in 10 minutes, next request in (10 min 0 s|9 min 5\d s)$/,
  )
})

it('status tells a budget that a block has taught', async () => {
  await take()
  const { rows } = await database.pool.query<{ learned_at: Date }>(
    `update source_pace set learned_requests = 225, learned_seconds = 600, learned_at = now() returning learned_at`,
  )
  const at = localTime(rows[0]?.learned_at ?? new Date(0))
  expect(await line()).toBe(
    `1 request/s; budget 225 requests in 10 minutes (250 configured), learned after a block at ${at}, 1 sent in the last 10 minutes`,
  )
})
