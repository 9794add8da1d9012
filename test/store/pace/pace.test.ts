import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hold } from '../../../src/store/pace/breaker.js'
import { HORIZON_MS, readHoldAndControl, reserveSlot } from '../../../src/store/pace/pace.js'
import { closeRun, openRun, setControl } from '../../../src/store/runs/runs.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

/** Longer than any wait of these tests. */
const ANY_WAIT_MS = 3_600_000

const take = (pace = 10, longestWaitMs = ANY_WAIT_MS) =>
  reserveSlot(database.pool, 'nba', pace, longestWaitMs)

/** The moment of the next slot, seconds, by the database's clock. */
async function nextAt(): Promise<number> {
  const { rows } = await database.pool.query<{ s: number }>(
    'select extract(epoch from next_at)::float8 as s from source_pace',
  )
  return rows[0]?.s ?? Number.NaN
}

/** Fills the queue with others' slots: the next one is due in `seconds`. */
async function queueOf(seconds: number): Promise<number> {
  await database.pool.query(
    `insert into source_pace (source, next_at) values ('nba', clock_timestamp() + make_interval(secs => $1))
     on conflict (source) do update set next_at = excluded.next_at`,
    [seconds],
  )
  return nextAt()
}

const open = (runId: string, pace?: number) =>
  openRun(database.pool, ...runOf(runId, ['teams'], pace === undefined ? {} : { pace }))

describe('slots in the rate limit', () => {
  it('are due at once where none was reserved before', async () => {
    expect(await take()).toMatchObject({ waitMs: 0, taken: true, hold: null, probe: false, control: null })
  })

  it('are 3.5 % further apart than the pace says', async () => {
    const start = await queueOf(60)
    for (let i = 0; i < 5; i++) await take(10)
    expect(await nextAt()).toBeCloseTo(start + 5 * 0.1035, 4)
  })

  it('are 2 % further apart than the pace says above 10 a second', async () => {
    const start = await queueOf(60)
    for (let i = 0; i < 5; i++) await take(20)
    expect(await nextAt()).toBeCloseTo(start + 5 * 0.051, 4)
  })

  it('are due no sooner than the lead that was asked for', async () => {
    const { waitMs } = await reserveSlot(database.pool, 'nba', 10, ANY_WAIT_MS, { leadMs: 60_000 })
    expect(waitMs).toBeGreaterThan(59_000)
    expect(waitMs).toBeLessThanOrEqual(60_000)
  })

  it('have their moment by the clock of the process that reserves them', async () => {
    await queueOf(60)
    const { at, waitMs } = await take()
    expect(at - performance.now() - waitMs).toBeGreaterThan(-1_000)
    expect(at - performance.now() - waitMs).toBeLessThan(1_000)
  })

  it('are due one after the other', async () => {
    await queueOf(60)
    const first = await take(0.1)
    const second = await take(0.1)
    expect(second.waitMs - first.waitMs).toBeGreaterThan(9_000)
  })

  it('are numbered in the order of their moments, over all sources', async () => {
    const slots = [await take(1_000), await reserveSlot(database.pool, 'sandbox', 1_000, ANY_WAIT_MS)]
    slots.push(await take(1_000))
    expect(slots.map(({ askedNumber }) => askedNumber)).toEqual([1, 2, 3])
  })

  it('reserved by several at once are never the same', async () => {
    const start = await queueOf(60)
    await Promise.all(Array.from({ length: 20 }, () => take(10)))
    expect(await nextAt()).toBeCloseTo(start + 20 * 0.1035, 4)
  })

  it('reserved by several at once are never the same where the source has no row yet', async () => {
    const before = Date.now() / 1000
    await Promise.all(Array.from({ length: 10 }, () => take(1)))
    expect(await nextAt()).toBeGreaterThan(before + 10)
  })

  it('that were not used in a quiet time are not saved up', async () => {
    await queueOf(-3_600)
    expect((await take(1)).waitMs).toBe(0)
    expect((await take(1)).waitMs).toBeGreaterThan(500)
  })

  it('further away than the longest wait are left to others', async () => {
    const start = await queueOf(60)
    const { taken, waitMs } = await take(10, 5_000)
    expect(taken).toBe(false)
    expect(waitMs).toBeGreaterThan(55_000)
    expect(await nextAt()).toBe(start)
  })

  it('of different sources are independent', async () => {
    await queueOf(60)
    expect((await reserveSlot(database.pool, 'sandbox', 10, ANY_WAIT_MS)).waitMs).toBe(0)
  })
})

describe('the pace', () => {
  /** Seconds between two slots. */
  async function spacing(defaultPace: number): Promise<number> {
    const start = await queueOf(60)
    await take(defaultPace)
    return (await nextAt()) - start
  }

  it('is the default where no run is open', async () => {
    expect(await spacing(4)).toBeCloseTo(1.035 / 4, 4)
  })

  it('is what the one open run asked for, though it is more than the default', async () => {
    await open('fast', 500)
    expect(await spacing(1)).toBeCloseTo(1.02 / 500, 4)
  })

  it('is the lowest that an open run asked for', async () => {
    await open('fast', 500)
    await open('slow', 0.5)
    expect(await spacing(1)).toBeCloseTo(1.035 / 0.5, 4)
  })

  it('is the default while a run is open that asked for none', async () => {
    await open('fast', 500)
    await open('any')
    expect(await spacing(1)).toBeCloseTo(1.035, 4)
  })

  it('does not depend on runs that have ended', async () => {
    await open('slow', 0.5)
    await closeRun(database.pool, 'slow', {
      outcome: 'succeeded',
      cause: null,
      verifiedBy: null,
      players: 0,
    })
    expect(await spacing(2)).toBeCloseTo(1.035 / 2, 4)
  })
})

describe('urgency', () => {
  it('lets the season of today reserve slots further ahead than others, and backfills least far', async () => {
    const start = await queueOf(3)
    expect((await take(10, HORIZON_MS.backfill)).taken).toBe(false)
    expect((await take(10, HORIZON_MS.sync)).taken).toBe(true)
    await queueOf(4.5)
    expect((await take(10, HORIZON_MS.sync)).taken).toBe(false)
    expect((await take(10, HORIZON_MS.today)).taken).toBe(true)
    expect(await nextAt()).toBeGreaterThan(start)
  })
})

describe('a hold', () => {
  beforeEach(() => take())

  it('delays every request, with its reason', async () => {
    await hold(database.pool, 'nba', 60_000, 'answered 429')
    const { waitMs, hold: reason } = await take()
    expect(waitMs).toBeGreaterThan(50_000)
    expect(reason).toBe('answered 429')
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBeGreaterThan(50_000)
  })

  it('is not shortened by a shorter one', async () => {
    await hold(database.pool, 'nba', 60_000, 'blocked')
    await hold(database.pool, 'nba', 1_000, 'answered 429')
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBeGreaterThan(50_000)
    expect((await take()).hold).toBe('blocked')
  })

  it('is lengthened by a longer one', async () => {
    await hold(database.pool, 'nba', 1_000, 'answered 429')
    await hold(database.pool, 'nba', 60_000, 'blocked')
    expect((await take()).hold).toBe('blocked')
  })

  it('that is over delays no request', async () => {
    await database.pool.query(
      `update source_pace set hold_until = clock_timestamp() - interval '1 s', hold_reason = 'over', next_at = now()`,
    )
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBe(0)
    expect(await take()).toMatchObject({ waitMs: 0, taken: true, hold: null, probe: false, control: null })
  })

  it('leaves the slots after it as far apart as the pace says', async () => {
    await hold(database.pool, 'nba', 60_000, 'blocked')
    await take(1)
    const first = await nextAt()
    await take(1)
    expect((await nextAt()) - first).toBeCloseTo(1.035, 4)
  })

  it('is read together with the control of the run', async () => {
    await open('run')
    await setControl(database.pool, 'run', 'paused')
    expect(await readHoldAndControl(database.pool, 'nba', 'run')).toEqual({ heldMs: 0, control: 'paused' })
    expect(await readHoldAndControl(database.pool, 'nba', 'other')).toEqual({ heldMs: 0, control: null })
  })

  it('is zero for a source that was never asked', async () => {
    expect((await readHoldAndControl(database.pool, 'sandbox', 'run')).heldMs).toBe(0)
  })
})
