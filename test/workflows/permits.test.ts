import { expect, it } from 'vitest'
import { stepsMarkdown } from '../../src/workflows/panel.js'
import { Permits } from '../../src/workflows/permits.js'

/** A task that ends when `end` is called. */
function task(log: string[], name: string) {
  let end = (): void => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return {
    end: () => end(),
    run: async () => {
      log.push(name)
      await ended
      return name
    },
  }
}

const eventLoopTurn = () => new Promise((resolve) => setImmediate(resolve))

it('as many tasks run at once as there are permits; the others follow in their order', async () => {
  const permits = new Permits(2)
  const log: string[] = []
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => task(log, name))
  const all = Promise.all([a, b, c, d].map((t) => permits.with(() => t?.run() ?? Promise.resolve(''))))
  await eventLoopTurn()
  expect(log).toEqual(['a', 'b'])
  b?.end()
  await eventLoopTurn()
  expect(log).toEqual(['a', 'b', 'c'])
  for (const t of [a, c, d]) t?.end()
  expect(await all).toEqual(['a', 'b', 'c', 'd'])
})

it('a task that fails returns its permit', async () => {
  const permits = new Permits(1)
  await expect(permits.with(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(permits.with(() => Promise.resolve('yes'))).resolves.toBe('yes')
})

it('the table of steps keeps its columns if a name contains a column separator', () => {
  const counts = {
    requests: 1,
    answered: 1,
    settled: 0,
    retries: 0,
    inserted: 2,
    updated: 3,
    unchanged: 4,
    removed: 5,
    quarantined: 6,
    missing: 7,
    conflicts: 8,
  }
  const table = stepsMarkdown([
    { ...counts, name: 'a|b', outcome: 'succeeded', verifiedBy: null, cause: null },
  ]).split('\n')
  expect(table).toHaveLength(3)
  expect(table[2]).toBe('| a\\|b | succeeded | 1 | 0 | 2 | 3 | 4 | 5 | 6 | 7 |')
})
