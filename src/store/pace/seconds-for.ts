import { shareOf, type Budget } from '../../contracts/budget.js'
import type { Urgency } from '../../contracts/season-run.js'
import { spacingSeconds } from './times.js'

/**
 * The seconds that a number of requests takes by whichever is slower, the pace (requests per second) or the budget. A budget
 * is used up at the pace, then the rest of its window is waited for; what is kept for `today` counts for other requests as
 * used. Several ways (proxies) share the requests.
 */
export function secondsFor(
  all: number,
  pace: number,
  budget?: Budget,
  urgency: Urgency = 'sync',
  ways = 1,
): number {
  const requests = Math.ceil(all / ways)
  const byPace = requests * spacingSeconds(pace)
  if (budget === undefined || requests <= 0) return byPace
  const windows = Math.floor((requests - 1) / shareOf(budget, urgency))
  const rest = requests - windows * shareOf(budget, urgency)
  return Math.max(byPace, windows * budget.seconds + rest * spacingSeconds(pace))
}
