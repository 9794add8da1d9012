import type { Urgency } from '../contracts/season-run.js'
import { currentSeason } from './season.js'

/** Whose requests come first where the pace is short: the season in which today falls changes every day. */
export function urgencyOf(season: string, trigger: string, today: string): Urgency {
  if (trigger === 'backfill') return 'backfill'
  return season === currentSeason(today) ? 'today' : 'sync'
}
