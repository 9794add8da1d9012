import { describe, expect, it } from 'vitest'
import { poll, retry } from '../../src/system/poll.js'

/** An attempt that returns a value from its nth `call` on, and the moments of its calls. */
function foundAt(call: number): { attempt: () => Promise<number | undefined>; moments: number[] } {
  const moments: number[] = []
  const attempt = async (): Promise<number | undefined> => {
    moments.push(performance.now())
    return moments.length >= call ? moments.length : undefined
  }
  return { attempt, moments }
}

const gaps = (moments: readonly number[]): number[] =>
  moments.slice(1).map((moment, i) => moment - (moments[i] ?? 0))

/** Timers of Node may be early by a part of a millisecond. */
const EARLY_MS = 2

describe('poll', () => {
  it('returns the value of the first attempt without a wait', async () => {
    const { attempt, moments } = foundAt(1)
    expect(await poll(attempt, { everyMs: 60_000, timeoutMs: 60_000 })).toBe(1)
    expect(moments).toHaveLength(1)
  })

  it('waits the same time between attempts', async () => {
    const { attempt, moments } = foundAt(4)
    expect(await poll(attempt, { everyMs: 20, timeoutMs: 60_000 })).toBe(4)
    for (const gap of gaps(moments)) expect(gap).toBeGreaterThanOrEqual(20 - EARLY_MS)
  })

  it('doubles its waits up to the longest', async () => {
    const { attempt, moments } = foundAt(5)
    await poll(attempt, { everyMs: 10, longestMs: 40, timeoutMs: 60_000 })
    const waits = gaps(moments)
    for (const [i, least] of [10, 20, 40, 40].entries())
      expect(waits[i]).toBeGreaterThanOrEqual(least - EARLY_MS)
    expect(waits[3]).toBeLessThan(80) // not doubled once more
  })

  it('waits as long as a function of the elapsed time says', async () => {
    const { attempt, moments } = foundAt(3)
    await poll(attempt, { everyMs: (elapsedMs) => (elapsedMs < 20 ? 30 : 1), timeoutMs: 60_000 })
    const [first = 0, second = 0] = gaps(moments)
    expect(first).toBeGreaterThanOrEqual(30 - EARLY_MS)
    expect(second).toBeLessThan(first)
  })

  it('begins no attempt after its timeout, and returns undefined', async () => {
    const { attempt, moments } = foundAt(Infinity)
    expect(await poll(attempt, { everyMs: 20, timeoutMs: 70 })).toBeUndefined()
    expect(moments.length).toBeGreaterThan(1)
    expect(moments.length).toBeLessThanOrEqual(4)
  })

  it('makes one attempt when its timeout is 0', async () => {
    const { attempt, moments } = foundAt(Infinity)
    expect(await poll(attempt, { everyMs: 1, timeoutMs: 0 })).toBeUndefined()
    expect(moments).toHaveLength(1)
  })

  it('passes the elapsed time to each attempt', async () => {
    const elapsed: number[] = []
    await poll((ms) => void elapsed.push(ms), { everyMs: 20, timeoutMs: 70 })
    expect(elapsed[0]).toBeLessThan(20)
    expect(elapsed[1]).toBeGreaterThanOrEqual(20 - EARLY_MS)
  })

  it('rejects with the error that an attempt throws', async () => {
    const attempt = () => Promise.reject(new Error('broken'))
    await expect(poll(attempt, { everyMs: 1, timeoutMs: 60_000 })).rejects.toThrow('broken')
  })

  it('ends its wait when its signal aborts', async () => {
    const abort = new AbortController()
    const { attempt } = foundAt(Infinity)
    const waiting = poll(attempt, { everyMs: 60_000, timeoutMs: Infinity, signal: abort.signal })
    abort.abort()
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('returns undefined when `until` aborts during a wait', async () => {
    const until = new AbortController()
    const { attempt, moments } = foundAt(2)
    const waiting = poll(attempt, { everyMs: 60_000, timeoutMs: Infinity, until: until.signal })
    until.abort()
    expect(await waiting).toBeUndefined()
    expect(moments).toHaveLength(1)
  })

  it('returns the value of the attempt during which `until` aborts', async () => {
    const until = new AbortController()
    const attempt = () => (until.abort(), 'found')
    expect(await poll(attempt, { everyMs: 1, timeoutMs: Infinity, until: until.signal })).toBe('found')
  })
})

describe('retry', () => {
  const isTransient = (error: unknown): boolean => error instanceof RangeError

  it('returns the value of the first attempt that succeeds after transient errors, even undefined', async () => {
    let calls = 0
    const attempt = async (): Promise<void> => {
      if (++calls < 3) throw new RangeError('not yet')
    }
    expect(await retry(attempt, { everyMs: 1, timeoutMs: 60_000, isTransient })).toBeUndefined()
    expect(calls).toBe(3)
  })

  it('throws any other error at once', async () => {
    const attempt = () => Promise.reject(new TypeError('broken'))
    await expect(retry(attempt, { everyMs: 1, timeoutMs: 60_000, isTransient })).rejects.toThrow('broken')
  })

  it('throws the last error after its timeout', async () => {
    let calls = 0
    const attempt = () => Promise.reject(new RangeError(`attempt ${++calls}`))
    const failed = retry(attempt, { everyMs: 20, timeoutMs: 50, isTransient })
    await expect(failed).rejects.toThrow(/^attempt [23]$/)
  })

  it('throws the error of an attempt that was in progress when its signal aborted', async () => {
    const abort = new AbortController()
    const attempt = async () => {
      abort.abort()
      throw new RangeError('not yet')
    }
    const failed = retry(attempt, { everyMs: 1, timeoutMs: 60_000, signal: abort.signal, isTransient })
    await expect(failed).rejects.toThrow('not yet')
  })
})
