import { afterAll, beforeAll, expect, it } from 'vitest'
import { seasonsInput } from '../../src/datasets/seasons.js'
import { estimateOrder } from '../../src/runs/order-estimate.js'
import { readSettings } from '../../src/settings.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

const settings = readSettings({ NBA_BUDGET: '400/10m', SEASON_SYNC_TODAY: '2026-06-30' })

it('an order is estimated by the budget that a block has taught', async () => {
  const order = { seasons: '2018-19', only: ['box_scores'], trigger: 'backfill' } as const
  const { input } = seasonsInput(order, settings)
  const configured = await estimateOrder(settings, input, database.pool)
  expect(configured.budget).toEqual({ requests: 400, seconds: 600 })
  expect(await estimateOrder(settings, input)).toMatchObject({ budget: configured.budget, requests: 1232 })
  await database.pool.query(
    `insert into source_pace (source, learned_requests, learned_seconds, learned_at) values ('nba', 225, 600, now())`,
  )
  const learned = await estimateOrder(settings, input, database.pool)
  expect(learned.budget).toEqual({ requests: 225, seconds: 600 })
  expect(learned.secondsOf(1_232)).toBeGreaterThan(1.5 * configured.secondsOf(1_232))
})
