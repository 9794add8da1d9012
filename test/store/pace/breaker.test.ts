import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeBreaker, releaseProbe, strike } from '../../../src/store/pace/breaker.js'
import { readHoldAndControl, reserveSlot } from '../../../src/store/pace/pace.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await emptyTables(database.pool)
  await take()
})

const take = (inProbe = false) => reserveSlot(database.pool, 'nba', 1_000, 5_000, { inProbe })

const block = (probe: boolean, more: { retryAfterMs?: number } = {}) =>
  strike(database.pool, 'nba', {
    reason: 'answered 403',
    probe,
    firstMs: 60_000,
    longestMs: 900_000,
    retryAfterMs: more.retryAfterMs,
  })

/** Ends the hold, and makes the next slot due. */
const holdEnds = () =>
  database.pool.query(
    `update source_pace set hold_until = clock_timestamp() - interval '1 ms', last_at = clock_timestamp() - interval '1 ms'`,
  )

const heldSeconds = async () =>
  Math.round((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs / 1000)

describe('a block', () => {
  it('starts a hold of the source with its reason', async () => {
    expect(await block(false)).toBeGreaterThan(59_000)
    expect(await heldSeconds()).toBe(60)
    expect(await take()).toMatchObject({ taken: false, hold: 'answered 403' })
  })

  it('with a time given by the source holds for that time', async () => {
    await block(false, { retryAfterMs: 5_000 })
    expect(await heldSeconds()).toBe(5)
  })

  it('found by several requests that were under way when it began counts once', async () => {
    await Promise.all([block(false), block(false), block(false)])
    expect(await heldSeconds()).toBe(60)
  })

  it('found by such a request later restarts the hold', async () => {
    await block(false)
    await database.pool.query(`update source_pace set hold_until = hold_until - interval '25 s'`)
    await block(false)
    expect(await heldSeconds()).toBe(60)
  })
})

describe('after the hold', () => {
  beforeEach(async () => {
    await block(false)
    await holdEnds()
  })

  it('one request probes and the others wait for its outcome', async () => {
    expect(await take()).toMatchObject({ taken: true, probe: true })
    expect(await take()).toMatchObject({ taken: false, probe: false })
    expect((await take()).waitMs).toBeGreaterThan(9_000)
  })

  it('only one of many requests at once probes', async () => {
    const slots = await Promise.all(Array.from({ length: 20 }, () => take()))
    expect(slots.filter(({ taken }) => taken)).toHaveLength(1)
  })

  it('the probe itself may reserve a second slot', async () => {
    await take()
    expect(await take(true)).toMatchObject({ taken: true, probe: true })
  })

  it('a probe that is answered ends the probing for all', async () => {
    await take()
    await closeBreaker(database.pool, 'nba')
    expect(await take()).toMatchObject({ taken: true, probe: false })
    expect(await take()).toMatchObject({ taken: true, probe: false })
  })

  it('a probe that is blocked again doubles the hold', async () => {
    await take()
    await block(true)
    expect(await heldSeconds()).toBe(120)
  })

  it('no further hold is longer than the maximum', async () => {
    for (let i = 0; i < 8; i++) {
      await take()
      await block(true)
      await holdEnds()
    }
    await take()
    await block(true)
    expect(await heldSeconds()).toBe(900)
  })

  it('a probe that is released lets another request probe', async () => {
    await take()
    await releaseProbe(database.pool, 'nba')
    expect(await take()).toMatchObject({ taken: true, probe: true })
  })

  it('a probe whose worker died lets another request probe after its time limit', async () => {
    await take()
    await database.pool.query(`update source_pace set probe_until = clock_timestamp() - interval '1 ms'`)
    expect(await take()).toMatchObject({ taken: true, probe: true })
  })
})
