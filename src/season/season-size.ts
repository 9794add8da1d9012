import { currentSeason, startYear, type SeasonScope, type SeasonType } from './season.js'

/** Teams and games of a season and type. */
export interface SeasonSize {
  readonly teams: number
  readonly games: number
}

/**
 * Teams and games of the regular seasons since their starting year, until the next line, as the NBA's own standings have
 * them: games of teams that folded count where the NBA counts them (1950-51 Washington, not 1954-55 Baltimore).
 */
const REGULAR: readonly (readonly [since: number, teams: number, games: number])[] = [
  [1946, 11, 331],
  [1947, 8, 192],
  [1948, 12, 360],
  [1949, 17, 561],
  [1950, 11, 354],
  [1951, 10, 330],
  [1952, 10, 351],
  [1953, 9, 323],
  [1954, 8, 288],
  [1959, 8, 300],
  [1960, 8, 316],
  [1961, 9, 360],
  [1966, 10, 405],
  [1967, 12, 492],
  [1968, 14, 574],
  [1970, 17, 697],
  [1974, 18, 738],
  [1976, 22, 902],
  [1980, 23, 943],
  [1988, 25, 1025],
  [1989, 27, 1107],
  [1995, 29, 1189],
  [1998, 29, 725],
  [1999, 29, 1189],
  [2004, 30, 1230],
  [2011, 30, 990],
  [2012, 30, 1229],
  [2013, 30, 1230],
  [2019, 30, 1059],
  [2020, 30, 1080],
  [2021, 30, 1230],
]

/** The same of the other types, rounded: their numbers differ by the lengths of series and by what teams arrange. */
const OTHERS: Readonly<Record<Exclude<SeasonType, 'Regular Season'>, typeof REGULAR>> = {
  Playoffs: [
    [1946, 6, 20],
    [1966, 8, 40],
    [1976, 12, 50],
    [1983, 16, 72],
    [2002, 16, 83],
  ],
  'All Star': [[1950, 2, 1]],
  PlayIn: [
    [2019, 2, 1],
    [2020, 8, 6],
  ],
  IST: [[2023, 2, 1]],
  // The API has preseason games since then, first of a few teams.
  'Pre Season': [
    [1946, 0, 0],
    [2015, 32, 110],
    [2020, 30, 49],
    [2021, 32, 73],
  ],
}

/** The regular season begins about this day and ends about that one, in the year after. */
const FIRST_DAY = '10-22'
const LAST_DAY = '04-13'
const DAY_MS = 86_400_000

/** Teams and games of a season and type; of a season that is not over, the games that are probably played by an Eastern date. */
export function seasonSize({ season, seasonType }: SeasonScope, today: string): SeasonSize {
  const year = startYear(season)
  const sizes = seasonType === 'Regular Season' ? REGULAR : OTHERS[seasonType]
  const [, teams, games] = sizes.findLast(([since]) => since <= year) ?? [0, 0, 0]
  return { teams, games: Math.round(games * playedShare(season, seasonType, today)) }
}

function playedShare(season: string, seasonType: SeasonType, today: string): number {
  if (startYear(season) < startYear(currentSeason(today))) return 1
  const { first, last } = daysOf(season)
  const now = dayOf(today)
  if (seasonType === 'Pre Season') return now < first ? 0 : 1
  if (seasonType !== 'Regular Season') return now < last ? 0 : 1
  return Math.min(1, Math.max(0, (now - first) / (last - first)))
}

/**
 * The share of a season's games so far that falls on these Eastern dates, by its days: a number from 0 to 1. Only the days of
 * regular seasons are known well enough; of another type it is 1.
 */
export function shareOfDates(
  { season, seasonType }: SeasonScope,
  today: string,
  { since, until }: { readonly since?: string | undefined; readonly until?: string | undefined },
): number {
  if (seasonType !== 'Regular Season') return 1
  const { first, last } = daysOf(season)
  const end = Math.max(first, Math.min(last, dayOf(today)))
  const from = Math.max(first, since === undefined ? first : dayOf(since))
  const to = Math.min(end, until === undefined ? end : dayOf(until))
  return Math.max(0, to - from + 1) / (end - first + 1)
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS

const daysOf = (season: string): { readonly first: number; readonly last: number } => ({
  first: dayOf(`${startYear(season)}-${FIRST_DAY}`),
  last: dayOf(`${startYear(season) + 1}-${LAST_DAY}`),
})
