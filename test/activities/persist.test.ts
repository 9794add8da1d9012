import { expect, it } from 'vitest'
import { persist } from '../../src/activities/persist.js'

const never = new AbortController().signal
const nothing = async (): Promise<undefined> => undefined

/** A write that fails so often before it works. */
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

it('writes once when nothing is wrong, and looks for nothing', async () => {
  const { write, tries } = flaky(0)
  const looked = async (): Promise<undefined> => {
    throw new Error('looked')
  }
  expect(await persist(write, looked, never)).toBe('written')
  expect(tries()).toBe(1)
})

it('writes again when the database was away', async () => {
  const { write, tries } = flaky(2)
  expect(await persist(write, nothing, never)).toBe('written')
  expect(tries()).toBe(3)
})

it('does not repeat a write of which only the acknowledgement was lost', async () => {
  const { write, tries } = flaky(1)
  expect(await persist(write, async () => 'found', never)).toBe('found')
  expect(tries()).toBe(1)
})

it('gives up when nobody waits for it any more', async () => {
  const { write, tries } = flaky(Infinity)
  const abort = new AbortController()
  const given = persist(write, nothing, abort.signal)
  abort.abort()
  await expect(given).rejects.toThrow('the connection was lost')
  expect(tries()).toBe(1)
})
