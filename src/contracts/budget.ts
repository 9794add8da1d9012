import type { Urgency } from './season-run.js'

/** The most requests that a source may get in any window of this length, over all workers and runs. */
export interface Budget {
  readonly requests: number
  /** Length of the window. */
  readonly seconds: number
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 }
const NAMES = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

const MOST_REQUESTS = 100_000
const LONGEST_SECONDS = 86_400

/** Reads '250/10m' (s, m or h); undefined for anything else. */
export function parseBudget(text: string): Budget | undefined {
  const [, count, length, unit] = /^(\d+)\/(\d+(?:\.\d+)?)([smh])$/.exec(text.trim()) ?? []
  const requests = Number(count)
  const seconds = Number(length) * (UNITS[unit ?? ''] ?? Number.NaN)
  const valid = requests >= 1 && requests <= MOST_REQUESTS && seconds >= 1 && seconds <= LONGEST_SECONDS
  return valid ? { requests, seconds } : undefined
}

/** '250 requests in 10 minutes' */
export const budgetText = ({ requests, seconds }: Budget): string =>
  `${requests} ${requests === 1 ? 'request' : 'requests'} in ${windowText(seconds)}`

/** 600 -> '10 minutes', 3600 -> '1 hour', 90 -> '90 seconds' */
export function windowText(seconds: number): string {
  const [name, length] = NAMES.find(([, each]) => seconds % each === 0) ?? ['second', 1]
  const count = seconds / length
  return `${count} ${name}${count === 1 ? '' : 's'}`
}

/** The part of a budget that is kept for requests of urgency `today`: of fewer than ten requests none. */
export const KEPT_PART = 0.1

/** The requests of a budget that this urgency may use up. */
export const shareOf = ({ requests }: Budget, urgency: Urgency): number =>
  urgency === 'today' ? requests : requests - Math.floor(requests * KEPT_PART)
