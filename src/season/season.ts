import { UserError } from '../errors.js'
import { printable } from '../text/printable.js'
import { asSeason, FIRST_SEASON_YEAR, fullYear } from './spelling.js'

export { FIRST_SEASON_YEAR } from './spelling.js'

/** Longest part of an invalid text that a message quotes, characters. */
const SHOWN_CHARACTERS = 40

/** The season types of the API, in the order of a season. */
export const SEASON_TYPES = ['Pre Season', 'Regular Season', 'All Star', 'IST', 'PlayIn', 'Playoffs'] as const
export type SeasonType = (typeof SEASON_TYPES)[number]

/** The third digit of a game id is its season type (cup games of the group phase are regular games). */
const TYPE_OF_DIGIT: Readonly<Record<string, SeasonType>> = {
  '1': 'Pre Season',
  '2': 'Regular Season',
  '3': 'All Star',
  '4': 'Playoffs',
  '5': 'PlayIn',
  '6': 'IST',
}

/** A season rolls over on October 1st: every season of the last fifty years but 2020-21 (December) began in October. */
const FIRST_MONTH = 10

/** The season and type of a run. */
export interface SeasonScope {
  /** '2018-19' */
  readonly season: string
  readonly seasonType: SeasonType
}

/** '2018-19' -> 2018. Throws a UserError (exit 2) for an invalid season. */
export function startYear(season: string): number {
  const match = /^(\d{4})-(\d{2})$/.exec(season)
  const year = Number(match?.[1])
  if (!match || (year + 1) % 100 !== Number(match[2])) {
    throw new UserError(`'${printable(season, SHOWN_CHARACTERS)}' is not a season; write it like 2018-19.`, 2)
  }
  return year
}

/** 2018 -> '2018-19' */
export function seasonOf(year: number): string {
  return `${year}-${String((year + 1) % 100).padStart(2, '0')}`
}

/**
 * The dates between which a season's games lie, YYYY-MM-DD: the first exhibition is of July, the finals are of June; those
 * of 2019-20 and 2020-21 were of October and July.
 */
export function seasonDates(season: string): { readonly first: string; readonly last: string } {
  const year = startYear(season)
  return { first: `${year}-07-01`, last: year === 2019 ? '2020-10-31' : `${year + 1}-07-31` }
}

/** The season of an Eastern date (YYYY-MM-DD). */
export function currentSeason(today: string): string {
  const [year = 0, month = 0] = today.split('-').map(Number)
  return seasonOf(month >= FIRST_MONTH ? year : year - 1)
}

/**
 * The season that a text names in one of the usual spellings, which lies between the league's first and the next one.
 * Throws a UserError (exit 2).
 */
export function checkSeason(text: string, today: string): string {
  const season = asSeason(text)
  const year = startYear(season)
  const next = startYear(currentSeason(today)) + 1
  if (year < FIRST_SEASON_YEAR || year > next) {
    throw new UserError(`Season ${season} is outside ${seasonOf(FIRST_SEASON_YEAR)} to ${seasonOf(next)}.`, 2)
  }
  return season
}

/**
 * 'regular season', 'Regular Season' and 'regular-season' -> 'Regular Season'. `others` are no types, but may stand in their
 * place. Throws a UserError (exit 2).
 */
export function seasonTypeOf(text: string, others: readonly string[] = []): SeasonType {
  const wanted = text.toLowerCase().replace(/[^a-z]/g, '')
  const found = SEASON_TYPES.find((type) => type.toLowerCase().replace(/[^a-z]/g, '') === wanted)
  if (found) return found
  throw new UserError(
    `'${printable(text, SHOWN_CHARACTERS)}' is not a season type; one of ${[...SEASON_TYPES, ...others].join(', ')}.`,
    2,
  )
}

/** Starting years of the first seasons with a type; every season has the others. 2019-20 had one play-in game. */
const FIRST_OF_TYPE: Partial<Record<SeasonType, number>> = { 'All Star': 1950, PlayIn: 2019, IST: 2023 }

/** The lockout left no time for an All-Star game. */
const WITHOUT_ALL_STAR = '1998-99'

/** Whether a season had games of the type. */
export function hadSeasonType({ season, seasonType }: SeasonScope): boolean {
  const first = FIRST_OF_TYPE[seasonType] ?? FIRST_SEASON_YEAR
  return startYear(season) >= first && !(seasonType === 'All Star' && season === WITHOUT_ALL_STAR)
}

/** Checks that a season had games of the type. Throws a UserError (exit 2). */
export function checkSeasonType({ season, seasonType }: SeasonScope): void {
  const first = FIRST_OF_TYPE[seasonType] ?? FIRST_SEASON_YEAR
  if (startYear(season) < first)
    throw new UserError(
      `There was no ${seasonType} in ${season}; the first was that of ${seasonOf(first)}.`,
      2,
    )
  if (seasonType === 'All Star' && season === WITHOUT_ALL_STAR)
    throw new UserError(`There was no ${seasonType} in ${season}: the season began in February.`, 2)
}

/** 'Regular Season' -> 'regular-season', for workflow ids. */
export function slugOf(seasonType: SeasonType): string {
  return seasonType.toLowerCase().replaceAll(' ', '-')
}

/** The season and type of a game id; undefined for an invalid id. */
export function scopeOfGame(gameId: string): SeasonScope | undefined {
  const match = /^00([1-6])(\d{2})\d{5}$/.exec(gameId)
  const seasonType = TYPE_OF_DIGIT[match?.[1] ?? '']
  if (!match || !seasonType) return undefined
  return { season: seasonOf(fullYear(Number(match[2]))), seasonType }
}

/** The first and the last game id that a season and type can have. */
export function gameIdRange({ season, seasonType }: SeasonScope): { first: string; last: string } {
  const [digit] = Object.entries(TYPE_OF_DIGIT).find(([, type]) => type === seasonType) ?? []
  const prefix = `00${digit}${season.slice(2, 4)}`
  return { first: `${prefix}00000`, last: `${prefix}99999` }
}

/**
 * Day by which each season type has surely been played, in the year of the season's start or the one after. Regular
 * seasons have begun by mid-November, and their preparation is over (except in the lockout years and 2020, which are past).
 * The IST's one game, its final, is played in the first half of December.
 */
const PLAYED_BY: Readonly<Record<SeasonType, { readonly yearsLater: 0 | 1; readonly day: string }>> = {
  'Pre Season': { yearsLater: 0, day: '11-15' },
  'Regular Season': { yearsLater: 0, day: '11-15' },
  IST: { yearsLater: 0, day: '12-20' },
  'All Star': { yearsLater: 1, day: '03-15' },
  PlayIn: { yearsLater: 1, day: '05-31' },
  Playoffs: { yearsLater: 1, day: '05-15' },
}

/** The NBA's API has preseason games of all teams since then. */
const FIRST_PRE_SEASON = 2015

/**
 * Whether games of the season and type have surely been played by an Eastern date: from then on an empty answer is
 * not believed. A type that the season did not have was never played.
 */
export function surelyPlayed({ season, seasonType }: SeasonScope, today: string): boolean {
  const year = startYear(season)
  if (!hadSeasonType({ season, seasonType }) || (seasonType === 'Pre Season' && year < FIRST_PRE_SEASON))
    return false
  const { yearsLater, day } = PLAYED_BY[seasonType]
  // The games of 2019-20 were put off by four months.
  const lastDay = year === 2019 && yearsLater === 1 ? '08-31' : day
  return today >= `${year + yearsLater}-${lastDay}`
}

/** YYYY-MM-DD in the league's own time. */
const EASTERN_DATE = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/New_York' })

/** Today's date in the league's own time zone (US Eastern), YYYY-MM-DD, or `fixed` if given (SEASON_SYNC_TODAY). */
export function easternToday(fixed?: string, now = new Date()): string {
  return fixed ?? EASTERN_DATE.format(now)
}
