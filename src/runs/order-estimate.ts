import type pg from 'pg'
import type { Budget } from '../contracts/budget.js'
import type { Urgency } from '../contracts/season-run.js'
import { kindOf, type SeasonsSyncInput } from '../contracts/seasons-run.js'
import { easternToday } from '../season/season.js'
import { waysIn, type Settings } from '../settings.js'
import { secondsFor } from '../store/pace/seconds-for.js'
import { budgetInForce } from '../store/pace/source-state.js'
import { Estimate, storedAnswers, totalOf, type RequestsByDataset } from './estimate.js'

/** What decides how long requests take. */
interface Limits {
  /** Requests per second. */
  readonly pace: number
  readonly budget: Budget | undefined
}

/** About how many requests an order makes, and how long they take. */
export interface OrderEstimate extends Limits {
  readonly byDataset: RequestsByDataset
  readonly requests: number
  /** The seconds that so many of the requests take. */
  readonly secondsOf: (requests: number) => number
}

/**
 * Estimates the requests of an order, by what a database has if there is one, and by the budget that it has learned. It asks
 * no source.
 */
export async function estimateOrder(
  settings: Settings,
  input: SeasonsSyncInput,
  pool?: pg.Pool,
): Promise<OrderEstimate> {
  const { source, seasons, request } = input
  const today = easternToday(settings.today)
  const stored = pool && (await storedAnswers(pool, source, today, request, seasons))
  const estimate = new Estimate(source, today, stored)
  const byDataset = new Map<string, number>()
  for (const season of seasons) {
    const asked = await estimate.requests(season, { ...request, only: season.only ?? request.only })
    for (const [name, n] of asked) byDataset.set(name, (byDataset.get(name) ?? 0) + n)
  }
  const { pace: usual, budget: own } = settings[source]
  const budget = pool ? await budgetInForce(pool, source, own) : own
  const pace = request.pace ?? usual
  const urgency: Urgency = kindOf(input)
  return {
    byDataset,
    requests: totalOf(byDataset),
    pace,
    budget,
    secondsOf: (requests) => secondsFor(requests, pace, budget, urgency, waysIn(settings, source)),
  }
}
