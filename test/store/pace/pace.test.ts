import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { holdSource } from '../../../src/store/pace/breaker.js'
import { HORIZON_MS, readHoldAndControl, reserveSlot, reserveSlots } from '../../../src/store/pace/pace.js'
import { waitByPace } from '../../../src/store/pace/source-state.js'
import { closeRun, openRun, setControl } from '../../../src/store/runs/runs.js'
import { registerWorker, workerStopped } from '../../../src/store/runs/workers.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'
import { runOf } from '../run-of.js'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(() => emptyTables(database.pool))

const close = (seconds: number): unknown => expect.closeTo(seconds, 3)

/** Longer than any wait of these tests. */
const ANY_WAIT_MS = 3_600_000

const take = (pace = 10, longestWaitMs = ANY_WAIT_MS) =>
  reserveSlot(database.pool, 'nba', pace, longestWaitMs)

/** The moment of the last slot, seconds, by the database's clock. */
async function lastAt(): Promise<number> {
  const { rows } = await database.pool.query<{ s: number }>(
    'select extract(epoch from last_at)::float8 as s from source_pace',
  )
  return rows[0]?.s ?? Number.NaN
}

/** Fills the queue with others' slots: the last one is due in `seconds`. */
async function queueOf(seconds: number): Promise<number> {
  await database.pool.query(
    `insert into source_pace (source, last_at) values ('nba', clock_timestamp() + make_interval(secs => $1))
     on conflict (source) do update set last_at = excluded.last_at`,
    [seconds],
  )
  return lastAt()
}

function open(runId: string, pace?: number, startedAt = new Date()): Promise<void> {
  const [run, input] = runOf(runId, ['teams'], pace === undefined ? {} : { pace })
  return openRun(database.pool, { ...run, startedAt }, input)
}

describe('slots in the rate limit', () => {
  it('are due at once where none was reserved before', async () => {
    expect(await take()).toMatchObject({ waitMs: 0, taken: true, hold: null, probe: false, control: null })
  })

  it('are 3.5 % further apart than the pace says', async () => {
    const start = await queueOf(20)
    for (let i = 0; i < 5; i++) await take(10)
    expect(await lastAt()).toBeCloseTo(start + 5 * 0.1035, 4)
  })

  it('are 2 % further apart than the pace says above 10 a second', async () => {
    const start = await queueOf(20)
    for (let i = 0; i < 5; i++) await take(20)
    expect(await lastAt()).toBeCloseTo(start + 5 * 0.051, 4)
  })

  it('are 15 % further apart than the pace says above 100 a second, and may be used later', async () => {
    const start = await queueOf(20)
    expect(await take(200)).toMatchObject({ mayBeLateMs: 100 })
    expect(await lastAt()).toBeCloseTo(start + 1.15 / 200, 4)
    expect(await take(100)).toMatchObject({ mayBeLateMs: 10 })
  })

  it('are due no sooner than the lead that was asked for', async () => {
    const { waitMs } = await reserveSlot(database.pool, 'nba', 10, ANY_WAIT_MS, { leadMs: 60_000 })
    expect(waitMs).toBeGreaterThan(59_000)
    expect(waitMs).toBeLessThanOrEqual(60_000)
  })

  it('have their moment by the clock of the process that reserves them', async () => {
    await queueOf(20)
    const { at, waitMs } = await take()
    expect(at - performance.now() - waitMs).toBeGreaterThan(-1_000)
    expect(at - performance.now() - waitMs).toBeLessThan(1_000)
  })

  it('are due one after the other', async () => {
    await queueOf(20)
    const first = await take(0.2)
    const second = await take(0.2)
    expect(second.waitMs - first.waitMs).toBeGreaterThan(4_500)
  })

  it('are numbered in the order of their moments, over all sources', async () => {
    const slots = [await take(1_000), await reserveSlot(database.pool, 'sandbox', 1_000, ANY_WAIT_MS)]
    slots.push(await take(1_000))
    expect(slots.map(({ askedNumber }) => askedNumber)).toEqual([1, 2, 3])
  })

  it('reserved by several at once are never the same', async () => {
    const start = await queueOf(20)
    await Promise.all(Array.from({ length: 20 }, () => take(10)))
    expect(await lastAt()).toBeCloseTo(start + 20 * 0.1035, 4)
  })

  it('reserved together follow one another, numbered, and those that are too far away are not taken', async () => {
    const start = await queueOf(20)
    const askers = ['a', 'b', 'c', 'd'].map((runId) => ({ runId, leadMs: 0 }))
    const slots = await reserveSlots(database.pool, 'nba', 1, 22_500, askers)
    expect(slots.map(({ taken, askedNumber }) => [taken, askedNumber])).toEqual([
      [true, 1],
      [true, 2],
      [false, 0],
      [false, 0],
    ])
    const seconds = slots.map(({ at }) => at / 1000)
    expect(seconds.map((at) => at - (seconds[0] ?? 0))).toEqual([0, 1.035, 2.07, 2.07].map(close))
    expect(await lastAt()).toBeCloseTo(start + 2 * 1.035, 4)
  })

  it('reserved together have the control of their own run', async () => {
    await open('paused')
    await open('going on')
    await setControl(database.pool, 'paused', 'paused')
    const askers = ['paused', 'going on'].map((runId) => ({ runId, leadMs: 0 }))
    const slots = await reserveSlots(database.pool, 'nba', 100, ANY_WAIT_MS, askers)
    expect(slots.map(({ control }) => control)).toEqual(['paused', null])
  })

  it('reserved by several at once are never the same where the source has no row yet', async () => {
    const before = Date.now() / 1000
    await Promise.all(Array.from({ length: 10 }, () => take(1)))
    expect(await lastAt()).toBeGreaterThan(before + 9)
  })

  it('that were not used in a quiet time are not saved up', async () => {
    await queueOf(-3_600)
    expect((await take(1)).waitMs).toBe(0)
    expect((await take(1)).waitMs).toBeGreaterThan(500)
  })

  it('further away than the longest wait are left to others', async () => {
    const start = await queueOf(20)
    const { taken, waitMs } = await take(10, 5_000)
    expect(taken).toBe(false)
    expect(waitMs).toBeGreaterThan(15_000)
    expect(await lastAt()).toBe(start)
  })

  it('of different sources are independent', async () => {
    await queueOf(20)
    expect((await reserveSlot(database.pool, 'sandbox', 10, ANY_WAIT_MS)).waitMs).toBe(0)
  })
})

describe('the pace', () => {
  /** Seconds between two slots. */
  async function spacing(defaultPace: number): Promise<number> {
    const start = await queueOf(20)
    await take(defaultPace)
    return (await lastAt()) - start
  }

  it('is the default where no run is open', async () => {
    expect(await spacing(4)).toBeCloseTo(1.035 / 4, 4)
  })

  it('is what the one open run asked for, though it is more than the default', async () => {
    await open('fast', 500)
    expect(await spacing(1)).toBeCloseTo(1.15 / 500, 4)
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

describe('a run that has asked for nothing for an hour', () => {
  const HOURS_AGO = new Date(Date.now() - 7_200_000)
  const spacing = async (options?: { readonly runId: string }): Promise<number> => {
    const start = await queueOf(5)
    await reserveSlot(database.pool, 'nba', 1, ANY_WAIT_MS, options)
    return (await lastAt()) - start
  }

  it('counts no longer for the pace: its Temporal may be gone', async () => {
    await open('lost', 0.5, HOURS_AGO)
    expect(await spacing()).toBeCloseTo(1.035, 4)
  })

  it('counts again as soon as it asks', async () => {
    await open('paused', 0.5, HOURS_AGO)
    expect(await spacing({ runId: 'paused' })).toBeCloseTo(1.035 / 0.5, 4)
    expect(await spacing()).toBeCloseTo(1.035 / 0.5, 4)
  })

  it('counts where its own pace makes it wait for longer', async () => {
    await open('slow', 0.000_2, HOURS_AGO)
    await queueOf(5)
    expect((await take(1, 0)).waitMs).toBeGreaterThan(1_000_000)
  })
})

describe('the pace of several workers', () => {
  const worker = (workerId: string, pace: number | null) =>
    registerWorker(database.pool, {
      workerId,
      host: 'here',
      pid: 42,
      version: '1.2.3',
      addresses: {},
      datasets: null,
      paces: pace === null ? null : { nba: pace },
      queues: null,
    })
  const spacing = async (own: number): Promise<number> => {
    const start = await queueOf(5)
    await take(own)
    return (await lastAt()) - start
  }

  it('is the lowest that one of them is set to', async () => {
    await worker('slow', 2)
    await worker('fast', 20)
    expect(await spacing(20)).toBeCloseTo(1.035 / 2, 4)
  })

  it('does not depend on one that is gone, or of an earlier build', async () => {
    await worker('gone', 2)
    await worker('earlier', null)
    await workerStopped(database.pool, 'gone')
    expect(await spacing(5)).toBeCloseTo(1.035 / 5, 4)
  })

  it('does not limit a run that asked for more', async () => {
    await worker('slow', 2)
    await open('fast', 8)
    expect(await spacing(20)).toBeCloseTo(1.035 / 8, 4)
  })
})

describe('a run that asked for a slow pace', () => {
  const SLOW = 0.001

  it('tells how long its next request has to wait', async () => {
    await open('slow', SLOW)
    await take()
    const { waitMs, pace } = (await waitByPace(database.pool, 'nba')) ?? {}
    expect(pace).toBe(SLOW)
    expect(waitMs).toBeGreaterThan(1_000_000)
  })

  it('delays no other once it has ended', async () => {
    await open('slow', SLOW)
    await take()
    await closeRun(database.pool, 'slow', {
      outcome: 'cancelled',
      cause: null,
      verifiedBy: null,
      players: 0,
    })
    expect((await take(1)).waitMs).toBeLessThan(2_000)
    expect(await waitByPace(database.pool, 'nba')).toBeUndefined()
  })
})

describe('a database whose clock has gone back by a day', () => {
  /** As if the clock had been a day ahead when these times were set. */
  const ahead = (columns: string) =>
    database.pool.query(
      `update source_pace set ${columns
        .split(' ')
        .map((column) => `${column} = clock_timestamp() + interval '1 day'`)
        .join(', ')}`,
    )

  it('gives the next slot at once, whatever its last slot and its hold were', async () => {
    await take()
    await ahead('last_at hold_until')
    expect(await take()).toMatchObject({ taken: true, waitMs: 0, hold: null })
    expect((await take(10, 5_000)).waitMs).toBeLessThan(1_000)
  })

  it('lets another request probe a source that blocked', async () => {
    await take()
    await database.pool.query('update source_pace set strikes = 1')
    await ahead('probe_until')
    expect(await take(10, 5_000)).toMatchObject({ taken: true, probe: true })
  })

  it('takes over a new hold', async () => {
    await take()
    await ahead('hold_until')
    await holdSource(database.pool, 'nba', 60_000, 'answered 429')
    const { heldMs } = await readHoldAndControl(database.pool, 'nba', 'run')
    expect(heldMs).toBeGreaterThan(50_000)
    expect(heldMs).toBeLessThanOrEqual(60_000)
  })

  it('counts no worker as live whose last heartbeat is of the day that came to nothing', async () => {
    await registerWorker(database.pool, {
      workerId: 'before',
      host: 'here',
      pid: 42,
      version: '1.2.3',
      addresses: {},
      datasets: null,
      paces: { nba: 0.001 },
      queues: null,
    })
    await database.pool.query(`update workers set seen_at = now() + interval '1 day'`)
    await take()
    expect((await take(10)).waitMs).toBeLessThan(1_000)
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
    expect(await lastAt()).toBeGreaterThan(start)
  })
})

describe('a hold', () => {
  beforeEach(() => take())

  it('delays every request, with its reason', async () => {
    await holdSource(database.pool, 'nba', 60_000, 'answered 429')
    const { waitMs, hold: reason } = await take()
    expect(waitMs).toBeGreaterThan(50_000)
    expect(reason).toBe('answered 429')
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBeGreaterThan(50_000)
  })

  it('is not shortened by a shorter one', async () => {
    await holdSource(database.pool, 'nba', 60_000, 'blocked')
    await holdSource(database.pool, 'nba', 1_000, 'answered 429')
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBeGreaterThan(50_000)
    expect((await take()).hold).toBe('blocked')
  })

  it('is lengthened by a longer one', async () => {
    await holdSource(database.pool, 'nba', 1_000, 'answered 429')
    await holdSource(database.pool, 'nba', 60_000, 'blocked')
    expect((await take()).hold).toBe('blocked')
  })

  it('that is over delays no request', async () => {
    await database.pool.query(
      `update source_pace set hold_until = clock_timestamp() - interval '1 s', hold_reason = 'over', last_at = now() - interval '1 s'`,
    )
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBe(0)
    expect(await take()).toMatchObject({ waitMs: 0, taken: true, hold: null, probe: false, control: null })
  })

  it('leaves the slots after it as far apart as the pace says', async () => {
    await holdSource(database.pool, 'nba', 20_000, 'blocked')
    await take(1)
    const first = await lastAt()
    await take(1)
    expect((await lastAt()) - first).toBeCloseTo(1.035, 4)
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
