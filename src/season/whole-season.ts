import { startYear, type SeasonScope } from './season.js'

/** The regular season has 82 games a team since then, */
const SINCE = 1967
const GAMES = 82

/** except in these years: lockouts, the pandemic, a game that was cancelled (Boston - Indiana, April 16th 2013). */
const OTHERS: Readonly<Record<number, GamesOfATeam>> = {
  1998: { least: 50, most: 50, exceptions: {} },
  2011: { least: 66, most: 66, exceptions: {} },
  2012: { least: GAMES, most: GAMES, exceptions: { 1610612738: 81, 1610612754: 81 } },
  2019: { least: 63, most: 75, exceptions: {} },
  2020: { least: 72, most: 72, exceptions: {} },
}

/** The regular season's games of each team, and of single teams where those differ. */
export interface GamesOfATeam {
  readonly least: number
  readonly most: number
  /** Games by team id. */
  readonly exceptions: Readonly<Record<string, number>>
}

/** The games that each team has in a regular season that is over by an Eastern date; undefined where that is not known. */
export function gamesOfATeam({ season, seasonType }: SeasonScope, today: string): GamesOfATeam | undefined {
  const year = startYear(season)
  if (seasonType !== 'Regular Season' || year < SINCE || !isSurelyOver(season, today)) return undefined
  return OTHERS[year] ?? { least: GAMES, most: GAMES, exceptions: {} }
}

/** Whether the regular season of a year has surely ended by an Eastern date: from then on a game that is not there is missing. */
export const isSurelyOver = (season: string, today: string): boolean => today >= endOf(startYear(season))

/** A date after the end of each regular season: most end in April, those of the pandemic in May and August. */
const endOf = (year: number): string => (year === 2019 ? '2020-09-01' : `${year + 1}-06-01`)
