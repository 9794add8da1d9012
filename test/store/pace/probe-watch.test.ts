import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase, type Database } from '../../../src/store/database/database.js'
import { closeBreaker, releaseProbe, strike } from '../../../src/store/pace/breaker.js'
import { reserveSlot } from '../../../src/store/pace/pace.js'
import { waitForProbe } from '../../../src/store/pace/probe-watch.js'
import { poll } from '../../../src/system/poll.js'
import { createTestDatabase, type TestDatabase } from '../../support/database.js'
import { emptyTables } from '../../support/empty-tables.js'

let database: TestDatabase
let otherProcess: Database
beforeAll(async () => {
  database = await createTestDatabase()
  otherProcess = openDatabase(database.url, 'worker')
})
afterAll(async () => {
  await otherProcess.close()
  await database.close()
})

const block = (probe: boolean) =>
  strike(otherProcess.pool, 'nba', {
    reason: 'answered 403',
    probe,
    firstMs: 1,
    longestMs: 900_000,
    retryAfterMs: undefined,
  })

const take = () => reserveSlot(otherProcess.pool, 'nba', 1_000, 5_000)

/** A source that has blocked, and whose probe is under way. */
beforeEach(async () => {
  await emptyTables(database.pool)
  await take()
  await block(false)
  await poll(async () => (await take()).probe || undefined, { everyMs: 5, timeoutMs: 60_000 })
})

const LONGEST_MS = 30_000

/** Waits as three requests of this process do; returns the milliseconds until the last one looks again. */
async function wait(signal = new AbortController().signal): Promise<number> {
  const since = performance.now()
  const waits = Array.from({ length: 3 }, () => waitForProbe(database.pool, 'nba', LONGEST_MS, signal))
  await Promise.all(waits)
  return performance.now() - since
}

describe('the requests that wait for a probe look again', () => {
  it('at once when a request of their process was the probe', async () => {
    const waiting = wait()
    await new Promise((resolve) => setImmediate(resolve))
    const queries = vi.spyOn(database.pool, 'query')
    await closeBreaker(database.pool, 'nba')
    await waiting
    expect(queries).toHaveBeenCalledTimes(1) // the end of the probe, and no look at it
    queries.mockRestore()
  })

  it.for([
    { end: 'is answered', ends: () => closeBreaker(otherProcess.pool, 'nba') },
    { end: 'fails', ends: () => block(true) },
    { end: 'is released', ends: () => releaseProbe(otherProcess.pool, 'nba') },
  ])('a second after the probe of another process $end', async ({ ends }) => {
    const waiting = wait()
    await ends()
    expect(await waiting).toBeLessThan(LONGEST_MS / 3)
  })

  it('when the probe takes longer than they wait', async () => {
    const { signal } = new AbortController()
    await expect(waitForProbe(database.pool, 'nba', 10, signal)).resolves.toBeUndefined()
  })

  it('not at all when they are cancelled', async () => {
    const cancel = new AbortController()
    const waiting = wait(cancel.signal)
    cancel.abort()
    await expect(waiting).rejects.toThrow(/abort/)
  })
})

it('requests that wait for a probe cost one query a second, however many they are', async () => {
  const queries = vi.spyOn(database.pool, 'query')
  const waits = Array.from({ length: 75 }, () =>
    waitForProbe(database.pool, 'nba', 2_500, new AbortController().signal),
  )
  await Promise.all(waits)
  expect(queries.mock.calls.length).toBeLessThanOrEqual(3)
  queries.mockRestore()
})
