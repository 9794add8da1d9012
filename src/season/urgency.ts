import type { Urgency } from '../contracts/season-run.js'
import { currentSeason } from './season.js'

/** Priority when requests are rate-limited: the current season first, because it changes daily. */
export function urgencyOf(season: string, trigger: string, today: string): Urgency {
  if (trigger === 'backfill') return 'backfill'
  return season === currentSeason(today) ? 'today' : 'sync'
}
