import { currentSeason, easternToday } from './season.js'

/**
 * Resolves 'current' to the season of the due time's Eastern date, or of `today` if given (SEASON_SYNC_TODAY). Any other
 * season is returned as it is.
 */
export function seasonDue(season: string, due: Date, today?: string): string {
  return season === 'current' ? currentSeason(easternToday(today, due)) : season
}
