import type pg from 'pg'
import { budgetText } from '../contracts/budget.js'
import type { SeasonsSyncInput } from '../contracts/seasons-run.js'
import { estimateOrder } from '../runs/order-estimate.js'
import type { Settings } from '../settings.js'
import { count, duration } from './terminal.js'

/** A sync that is over sooner needs no warning, seconds. */
const LONG = 60

/**
 * How many requests an order makes and how long they take, as '1,232 requests, about 21 min 9 s at 1 request/s'; undefined
 * where that is no longer than a minute.
 */
export async function longWait(
  pool: pg.Pool,
  settings: Settings,
  input: SeasonsSyncInput,
): Promise<string | undefined> {
  const { requests, pace, budget, secondsOf } = await estimateOrder(settings, input, pool)
  const seconds = secondsOf(requests)
  if (seconds <= LONG) return undefined
  const rate = `${pace} ${pace === 1 ? 'request' : 'requests'}/s`
  const limits = budget === undefined ? rate : `${rate} and ${budgetText(budget)}`
  return `${count(requests, 'request')}, about ${duration(seconds * 1000)} at ${limits}`
}
