import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { learnFromBlock, type BlockedRequest } from '../../../src/store/pace/learned.js'
import { databaseTime, reserveSlots } from '../../../src/store/pace/pace.js'
import { budgetState } from '../../../src/store/pace/source-state.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const BUDGET = { requests: 100, seconds: 600 }

/** Takes slots, sends requests in them that are answered, and returns the one after them. */
async function answered(requests: number): Promise<BlockedRequest> {
  const askers = Array.from({ length: requests + 1 }, () => ({ runId: '', leadMs: 0 }))
  const terms = { budget: BUDGET, urgency: 'today' } as const
  const slots = await reserveSlots(database.pool, 'nba', 5_000, 60_000, askers, terms)
  const [next] = slots.slice(-1)
  for (const { askedNumber, at } of slots.slice(0, requests)) await archive(askedNumber, at)
  if (!next?.taken) throw new Error('the budget is used up')
  return {
    askedNumber: next.askedNumber,
    requestedAt: databaseTime(database.pool, next.at),
    probe: false,
  }
}

const archive = (askedNumber: number, at: number) =>
  database.pool.query(
    `insert into raw_responses (run_id, source, dataset, endpoint, request_key, params, url, attempt, outcome, requested_at, fetched_at, asked_number)
     values ('run', 'nba', 'games', 'e', 'k', '{}', 'u', 1, 'answered', $1, $1, $2)`,
    [databaseTime(database.pool, at), askedNumber],
  )

const block = (found: BlockedRequest) => learnFromBlock(database.pool, 'nba', BUDGET, found)
const state = () => budgetState(database.pool, 'nba', BUDGET)
/** As if this time had passed: all moments are longer ago. */
const hoursLater = (hours: number) =>
  database.pool.query(
    `with archived as (update raw_responses set requested_at = requested_at - make_interval(hours => $1))
     update source_pace set learned_at = learned_at - make_interval(hours => $1), last_at = null,
       sent_at = array(select at - make_interval(hours => $1) from unnest(sent_at) at)`,
    [hours],
  )

describe('a block', () => {
  it('teaches nine tenths of what was sent in the window before it', async () => {
    const found = await answered(50)
    await block(found)
    expect(await state()).toMatchObject({ configured: 100, requests: 45, learnedAt: found.requestedAt })
  })

  it('teaches nine tenths of a burst whose window has just gone by', async () => {
    const found = await answered(50)
    await database.pool.query(
      `with archived as (update raw_responses set requested_at = requested_at - interval '605 seconds')
       update source_pace set sent_at = array(select at - interval '605 seconds' from unnest(sent_at) at)`,
    )
    await block(found)
    expect(await state()).toMatchObject({ requests: 45 })
  })

  it('teaches at most a quarter less than the one before it, and never more', async () => {
    await block(await answered(50))
    await hoursLater(1)
    await block(await answered(30))
    expect(await state()).toMatchObject({ requests: 34 })
    await hoursLater(48)
    await block(await answered(50))
    expect(await state()).toMatchObject({ requests: 45 })
  })

  it('teaches nothing after fewer requests than their number could be the reason', async () => {
    await block(await answered(3))
    expect(await state()).toMatchObject({ requests: 100, learnedAt: null })
  })

  it('teaches nothing where the requests after the one without an answer have one', async () => {
    const found = await answered(50)
    await archive(found.askedNumber + 2, performance.now())
    await block(found)
    expect(await state()).toMatchObject({ requests: 100 })
  })

  it('teaches once: neither a probe nor a request that found the same block later adds anything', async () => {
    const found = await answered(50)
    await block(found)
    await database.pool.query('update source_pace set strikes = 1')
    const later = new Date(found.requestedAt.getTime() + 1_000)
    await block({ ...found, requestedAt: later, askedNumber: found.askedNumber - 20 })
    await block({ ...found, probe: true, askedNumber: found.askedNumber - 20 })
    expect(await state()).toMatchObject({ requests: 45 })
  })

  it('teaches nothing where there is no budget', async () => {
    const found = await answered(50)
    await learnFromBlock(database.pool, 'nba', undefined, found)
    expect(await state()).toMatchObject({ requests: 100 })
  })
})

describe('a budget that a block has taught', () => {
  beforeEach(async () => block(await answered(50)))

  it('limits the slots of all', async () => {
    const askers = Array.from({ length: 60 }, () => ({ runId: '', leadMs: 0 }))
    await hoursLater(1)
    const slots = await reserveSlots(database.pool, 'nba', 5_000, 60_000, askers, { budget: BUDGET })
    expect(slots.filter(({ taken }) => taken)).toHaveLength(45 - 4)
  })

  it('is more with each day without a block, up to what is configured', async () => {
    const after = async (days: number) => {
      await hoursLater(24 * days)
      return (await state())?.requests
    }
    expect([await after(1), await after(1), await after(1), await after(1)]).toEqual([56, 70, 87, 100])
    expect(await state()).toMatchObject({ learnedAt: null })
  })

  it('counts for its window alone', async () => {
    expect(await budgetState(database.pool, 'nba', { requests: 200, seconds: 1_200 })).toMatchObject({
      requests: 200,
    })
  })
})
