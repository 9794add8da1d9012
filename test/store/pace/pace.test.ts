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
const PATIENT_MS = 3_600_000

const take = (pace = 10, longestWaitMs = PATIENT_MS) => reserveSlot(database.pool, 'nba', pace, longestWaitMs)

/** When the next ticket is due, seconds, by the database's clock. */
async function nextAt(): Promise<number> {
  const { rows } = await database.pool.query<{ s: number }>(
    'select extract(epoch from next_at)::float8 as s from source_pace',
  )
  return rows[0]?.s ?? Number.NaN
}

/** Others stand in the queue already: the next ticket is due in so many seconds. */
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

describe('tickets', () => {
  it('are due at once where nobody asked before', async () => {
    expect(await take()).toMatchObject({ waitMs: 0, taken: true, hold: null, probe: false, control: null })
  })

  it('stand 3.5 % further apart than the pace has it', async () => {
    const start = await queueOf(60)
    for (let i = 0; i < 5; i++) await take(10)
    expect(await nextAt()).toBeCloseTo(start + 5 * 0.1035, 4)
  })

  it('stand 2 % further apart above 10 a second', async () => {
    const start = await queueOf(60)
    for (let i = 0; i < 5; i++) await take(20)
    expect(await nextAt()).toBeCloseTo(start + 5 * 0.051, 4)
  })

  it('lie as far ahead as their news may need', async () => {
    const { waitMs } = await reserveSlot(database.pool, 'nba', 10, PATIENT_MS, { leadMs: 60_000 })
    expect(waitMs).toBeGreaterThan(59_000)
    expect(waitMs).toBeLessThanOrEqual(60_000)
  })

  it('name their moment by the clock of who takes them', async () => {
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

  it('taken by several at once are never the same', async () => {
    const start = await queueOf(60)
    await Promise.all(Array.from({ length: 20 }, () => take(10)))
    expect(await nextAt()).toBeCloseTo(start + 20 * 0.1035, 4)
  })

  it('taken by several at once before the first are never the same', async () => {
    const before = Date.now() / 1000
    await Promise.all(Array.from({ length: 10 }, () => take(1)))
    expect(await nextAt()).toBeGreaterThan(before + 10)
  })

  it('of a quiet time are not saved up', async () => {
    await queueOf(-3_600)
    expect((await take(1)).waitMs).toBe(0)
    expect((await take(1)).waitMs).toBeGreaterThan(500)
  })

  it('further away than somebody waits are left to others', async () => {
    const start = await queueOf(60)
    const { taken, waitMs } = await take(10, 5_000)
    expect(taken).toBe(false)
    expect(waitMs).toBeGreaterThan(55_000)
    expect(await nextAt()).toBe(start)
  })

  it('of different sources have nothing to do with each other', async () => {
    await queueOf(60)
    expect((await reserveSlot(database.pool, 'sandbox', 10, PATIENT_MS)).waitMs).toBe(0)
  })
})

describe('the pace', () => {
  /** Seconds between two tickets. */
  async function distance(defaultPace: number): Promise<number> {
    const start = await queueOf(60)
    await take(defaultPace)
    return (await nextAt()) - start
  }

  it('is the default where no run is open', async () => {
    expect(await distance(4)).toBeCloseTo(1.035 / 4, 4)
  })

  it('is what the one open run asked for, though it is more than the default', async () => {
    await open('fast', 500)
    expect(await distance(1)).toBeCloseTo(1.02 / 500, 4)
  })

  it('is the lowest that an open run asked for', async () => {
    await open('fast', 500)
    await open('slow', 0.5)
    expect(await distance(1)).toBeCloseTo(1.035 / 0.5, 4)
  })

  it('is the default while a run is open that asked for none', async () => {
    await open('fast', 500)
    await open('any')
    expect(await distance(1)).toBeCloseTo(1.035, 4)
  })

  it('forgets runs that have ended', async () => {
    await open('slow', 0.5)
    await closeRun(database.pool, 'slow', {
      outcome: 'succeeded',
      cause: null,
      verifiedBy: null,
      players: 0,
    })
    expect(await distance(2)).toBeCloseTo(1.035 / 2, 4)
  })
})

describe('urgency', () => {
  it('lets the season of today look further ahead than others, and backfills least', async () => {
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

  it('delays everybody, and says why', async () => {
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

  it('that is over delays nobody', async () => {
    await database.pool.query(
      `update source_pace set hold_until = clock_timestamp() - interval '1 s', hold_reason = 'over', next_at = now()`,
    )
    expect((await readHoldAndControl(database.pool, 'nba', 'run')).heldMs).toBe(0)
    expect(await take()).toMatchObject({ waitMs: 0, taken: true, hold: null, probe: false, control: null })
  })

  it('leaves the places after it in their distance', async () => {
    await hold(database.pool, 'nba', 60_000, 'blocked')
    await take(1)
    const first = await nextAt()
    await take(1)
    expect((await nextAt()) - first).toBeCloseTo(1.035, 4)
  })

  it('lets the last look see what was asked of the run meanwhile', async () => {
    await open('run')
    await setControl(database.pool, 'run', 'paused')
    expect(await readHoldAndControl(database.pool, 'nba', 'run')).toEqual({ heldMs: 0, control: 'paused' })
    expect(await readHoldAndControl(database.pool, 'nba', 'other')).toEqual({ heldMs: 0, control: null })
  })

  it('is not there for a source that was never asked', async () => {
    expect((await readHoldAndControl(database.pool, 'sandbox', 'run')).heldMs).toBe(0)
  })
})
