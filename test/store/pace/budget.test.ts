import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Budget } from '../../../src/contracts/budget.js'
import type { Urgency } from '../../../src/contracts/season-run.js'
import { openDatabase, type Database } from '../../../src/store/database/database.js'
import {
  databaseTime,
  reserveSlot,
  reserveSlots,
  returnSlot,
  type RateSlot,
} from '../../../src/store/pace/pace.js'
import { budgetState, waitByBudget } from '../../../src/store/pace/source-state.js'
import { registerWorker, workerStopped } from '../../../src/store/runs/workers.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
let other: Database
beforeAll(async () => {
  database = await createTestDatabase()
  other = openDatabase(database.url, 'worker')
})
afterAll(async () => {
  await other.close()
  await database.close()
})
beforeEach(() => emptyTables(database.pool))

/** Requests a second, so many that only the budget makes a request wait. */
const PACE = 1_000
const HORIZON_MS = 2_000

interface Asking {
  readonly budget?: Budget | undefined
  readonly urgency?: Urgency
}

const take = (asking: Asking = {}) => reserveSlot(database.pool, 'nba', PACE, HORIZON_MS, asking)

/** Takes as many slots as there are. */
async function takeAll(asking: Asking): Promise<number> {
  const askers = Array.from({ length: 50 }, () => ({ runId: '', leadMs: 0 }))
  const slots = await reserveSlots(database.pool, 'nba', PACE, HORIZON_MS, askers, asking)
  return slots.filter(({ taken }) => taken).length
}

/** Makes all slots this many seconds older. */
const pass = (seconds: number) =>
  database.pool.query(
    `update source_pace set last_at = last_at - make_interval(secs => $1),
       sent_at = array(select at - make_interval(secs => $1) from unnest(sent_at) at)`,
    [seconds],
  )

describe('a budget', () => {
  const TEN: Budget = { requests: 10, seconds: 600 }

  it('gives no more slots in its window, and says so', async () => {
    expect(await takeAll({ budget: TEN, urgency: 'today' })).toBe(10)
    const slot = await take({ budget: TEN, urgency: 'today' })
    expect(slot).toMatchObject({ taken: false, budget: TEN, hold: null, probing: false })
    expect(slot.waitMs).toBeGreaterThan(590_000)
    expect(slot.waitMs).toBeLessThan(601_000)
  })

  it('gives slots again a window later, and not before', async () => {
    await takeAll({ budget: TEN, urgency: 'today' })
    await pass(590)
    expect((await take({ budget: TEN, urgency: 'today' })).taken).toBe(false)
    await pass(10.5)
    expect(await takeAll({ budget: TEN, urgency: 'today' })).toBe(10)
  })

  it('keeps a tenth for requests of today', async () => {
    expect(await takeAll({ budget: TEN })).toBe(9)
    expect(await takeAll({ budget: TEN, urgency: 'backfill' })).toBe(0)
    expect(await takeAll({ budget: TEN, urgency: 'today' })).toBe(1)
  })

  it('leaves the source as fast as its pace where there is none', async () => {
    expect(await takeAll({})).toBe(50)
    const { rows } = await database.pool.query('select sent_at, sent_n from source_pace')
    expect(rows).toEqual([{ sent_at: null, sent_n: null }])
  })

  it('counts the slots of one probe after another', async () => {
    const asking = { budget: { requests: 2, seconds: 600 } }
    await take(asking)
    await database.pool.query('update source_pace set strikes = 1')
    expect(await take(asking)).toMatchObject({ taken: true, probe: true })
    await database.pool.query('update source_pace set probe_until = null')
    expect(await take(asking)).toMatchObject({ taken: false, budget: asking.budget })
  })

  it('has room again for a slot that is given back, once, however many were taken since', async () => {
    await take({ budget: TEN })
    await pass(100)
    const slot = await take({ budget: TEN })
    expect(slot.countedAt).toBeGreaterThan(Date.now() - 60_000)
    await pass(100)
    expect(await takeAll({ budget: TEN, urgency: 'today' })).toBe(8)
    await returnSlot(database.pool, 'nba', { ...slot, countedAt: Number(slot.countedAt) - 100_000 })
    expect(await budgetState(database.pool, 'nba', TEN)).toMatchObject({ sent: 9 })
    expect(await takeAll({ budget: TEN, urgency: 'today' })).toBe(1)
  })

  it('counts nothing for a slot of no budget that is given back', async () => {
    const slot = await take()
    expect(slot.countedAt).toBeNull()
    await returnSlot(database.pool, 'nba', slot)
    expect(await takeAll({ budget: TEN, urgency: 'today' })).toBe(10)
  })

  it('counts no slots of a time before the clock of the database went back', async () => {
    await takeAll({ budget: TEN, urgency: 'today' })
    await pass(-86_400)
    expect((await take({ budget: TEN, urgency: 'today' })).taken).toBe(true)
  })
})

describe('the budget of several workers', () => {
  const worker = (workerId: string, budget: Budget | undefined) =>
    registerWorker(database.pool, {
      workerId,
      host: 'here',
      pid: 42,
      version: '1.2.3',
      addresses: {},
      datasets: null,
      paces: null,
      budgets: budget === undefined ? null : { nba: budget },
      queues: null,
    })

  it('is the lowest that one of them is set to, in requests by time', async () => {
    await worker('hourly', { requests: 8, seconds: 3_600 })
    await worker('none', undefined)
    expect(await takeAll({ budget: { requests: 5, seconds: 60 } })).toBe(8)
    expect((await take()).budget).toEqual({ requests: 8, seconds: 3_600 })
  })

  it('does not depend on one that is gone', async () => {
    await worker('gone', { requests: 2, seconds: 60 })
    await workerStopped(database.pool, 'gone')
    expect(await takeAll({})).toBe(50)
  })

  it('is kept exactly by two that ask at once: no window has more slots, and few are lost', async () => {
    const budget = { requests: 30, seconds: 2 }
    const until = performance.now() + 6_500
    const moments: number[] = []
    const asks = async (pool: Database['pool']): Promise<void> => {
      while (performance.now() < until) {
        const slot: RateSlot = await reserveSlot(pool, 'nba', PACE, 100, { budget, urgency: 'today' })
        if (slot.taken) moments.push(databaseTime(pool, slot.at).getTime())
        else await sleep(Math.min(slot.waitMs, 20))
      }
    }
    await Promise.all([database.pool, other.pool, database.pool, other.pool].map(asks))
    moments.sort((a, b) => a - b)
    const most = Math.max(
      ...moments.map((from) => moments.filter((at) => at >= from && at < from + 2_000).length),
    )
    expect(most).toBe(30)
    expect(moments.length).toBeGreaterThanOrEqual(90)
  })
})

describe('the state of a budget', () => {
  const TEN: Budget = { requests: 10, seconds: 600 }

  it('tells how much of it was sent, and how long the next request waits', async () => {
    expect(await budgetState(database.pool, 'nba', TEN)).toMatchObject({ ...TEN, sent: 0, waitMs: 0 })
    await takeAll({ budget: TEN })
    const full = await waitByBudget(database.pool, 'nba', TEN, 'sync')
    expect(full).toMatchObject({ ...TEN, configured: 10, learnedAt: null, sent: 9 })
    expect(full?.waitMs).toBeGreaterThan(590_000)
    expect(await waitByBudget(database.pool, 'nba', TEN, 'today')).toBeUndefined()
  })

  it('is unknown where there is none', async () => {
    expect(await budgetState(database.pool, 'nba', undefined)).toBeUndefined()
  })
})
