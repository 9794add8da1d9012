import type { Narrow, Urgency } from '../contracts/season-run.js'
import { currentSeason } from './season.js'

/** What decides about the priority of a run. */
interface Ranked {
  readonly season: string
  readonly trigger: string
  readonly narrow?: Narrow | null | undefined
}

/** Priority of a run when requests are rate-limited, by the Eastern date. */
export function urgencyOf({ season, trigger, narrow }: Ranked, today: string): Urgency {
  if (narrow?.latest === true) return 'today'
  if (trigger === 'backfill') return 'backfill'
  return season === currentSeason(today) ? 'current' : 'sync'
}
