import type pg from 'pg'
import { Together } from '../../system/together.js'
import { perPool } from '../database/per-pool.js'
import { reserveSlots, type RateSlot, type SlotAsker, type SlotTerms } from './pace.js'

/** Far more than the fetches that one worker has open. */
const MOST_AT_ONCE = 500

const queuesOf = perPool(() => new Map<string, Together<SlotAsker, RateSlot>>())

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
  terms: SlotTerms = {},
): Promise<RateSlot> {
  const queues = queuesOf(pool)
  const key = [source, defaultPace, longestWaitMs, JSON.stringify(terms)].join(' ')
  const queue =
    queues.get(key) ??
    new Together<SlotAsker, RateSlot>(
      (askers) => reserveSlots(pool, source, defaultPace, longestWaitMs, askers, terms),
      MOST_AT_ONCE,
    )
  queues.set(key, queue)
  return queue.ask(asker)
}
