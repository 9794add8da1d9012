import { currentSeason, easternToday } from './season.js'

/**
 * The season that is meant at a moment: 'current' is that of the moment's Eastern date (`today` wins,
 * SEASON_SYNC_TODAY), any other stays as it is.
 */
export function seasonDue(season: string, due: Date, today?: string): string {
  return season === 'current' ? currentSeason(easternToday(today, due)) : season
}
