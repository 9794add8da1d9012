import type pg from 'pg'
import { Together } from '../../system/together.js'
import { reserveSlots, type RateSlot, type SlotAsker } from './pace.js'

/** Far more than the fetches that one worker has open. */
const MOST_AT_ONCE = 500

const queues = new WeakMap<pg.Pool, Map<string, Together<SlotAsker, RateSlot>>>()

/**
 * Reserves a slot together with all requests of this process that ask at the same time, in one UPDATE: each locks the
 * source's row, so that they would wait for one another. See `reserveSlots`.
 */
export function reserveTogether(
  pool: pg.Pool,
  source: string,
  defaultPace: number,
  longestWaitMs: number,
  asker: SlotAsker,
): Promise<RateSlot> {
  const ofPool = queues.get(pool) ?? new Map<string, Together<SlotAsker, RateSlot>>()
  queues.set(pool, ofPool)
  const key = `${source} ${defaultPace} ${longestWaitMs}`
  const queue =
    ofPool.get(key) ??
    new Together<SlotAsker, RateSlot>(
      (askers) => reserveSlots(pool, source, defaultPace, longestWaitMs, askers),
      MOST_AT_ONCE,
    )
  ofPool.set(key, queue)
  return queue.ask(asker)
}
