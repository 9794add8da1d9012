import { expect, it } from 'vitest'
import { persist } from '../../src/activities/persist.js'

const never = new AbortController().signal
const nothing = async (): Promise<undefined> => undefined

/** A write that fails this number of times before it succeeds. */
function flaky(failures: number): { write: () => Promise<string>; tries: () => number } {
  let tries = 0
  return {
    tries: () => tries,
    write: async () => {
      if (++tries <= failures) throw new Error('the connection was lost')
      return 'written'
    },
  }
}

it('a write that succeeds runs once, and its result is not searched for', async () => {
  const { write, tries } = flaky(0)
  const unexpected = async (): Promise<undefined> => {
    throw new Error('searched')
  }
  expect(await persist(write, unexpected, never)).toBe('written')
  expect(tries()).toBe(1)
})

it('a write is repeated until the database is back', async () => {
  const { write, tries } = flaky(2)
  expect(await persist(write, nothing, never)).toBe('written')
  expect(tries()).toBe(3)
})

it('a write of which only the acknowledgement was lost is not repeated', async () => {
  const { write, tries } = flaky(1)
  expect(await persist(write, async () => 'found', never)).toBe('found')
  expect(tries()).toBe(1)
})

it('a write is given up when its activity is cancelled', async () => {
  const { write, tries } = flaky(Infinity)
  const abort = new AbortController()
  const given = persist(write, nothing, abort.signal)
  abort.abort()
  await expect(given).rejects.toThrow('the connection was lost')
  expect(tries()).toBe(1)
})
