import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { garbageCollector } from '../../src/system/collect-garbage.js'

it('garbage is collected at once', async () => {
  const collect = garbageCollector()
  const kept = new WeakRef(Array.from({ length: 1_000 }, (_, i) => ({ i })))
  await nextTurn() // a weak reference holds until the present turn ends
  collect()
  expect(kept.deref()).toBeUndefined()
})
