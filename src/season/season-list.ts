import { UserError } from '../errors.js'
import {
  checkSeason,
  currentSeason,
  hadSeasonType,
  SEASON_TYPES,
  seasonOf,
  seasonTypeOf,
  startYear,
  type SeasonType,
} from './season.js'
import { asSeason } from './spelling.js'

/** The word for the season of today's date. */
const CURRENT = 'current'
/** The word for all types that a season had. */
const ALL = 'all'

/**
 * The seasons that a text names, newest first, each once: '2018-19', 'current', a range '1946-47..current', or several of
 * these, separated by commas. Each season may be spelled as `asSeason` reads it. Throws a UserError (exit 2) that quotes the part that is wrong.
 */
export function seasonsOf(text: string, today: string): readonly string[] {
  const years = text.split(',').flatMap((part) => yearsOf(part.trim(), today))
  return [...new Set(years)].toSorted((a, b) => b - a).map(seasonOf)
}

function yearsOf(part: string, today: string): readonly number[] {
  const ends = part.split('..').map((end) => end.trim())
  if (ends.includes(''))
    throw new UserError(`'${part}' lacks a season; write it like 2018-19, or 2016-17..2018-19.`, 2)
  const [first, last = first] = ends.map((end) => yearOf(end, today))
  if (first === undefined || last === undefined || ends.length > 2)
    throw new UserError(`'${part}' is not a range of seasons; write it like 2016-17..2018-19.`, 2)
  if (first > last)
    throw new UserError(
      `The range ${part} ends before it begins; write ${seasonOf(last)}..${seasonOf(first)}.`,
      2,
    )
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

const yearOf = (text: string, today: string): number =>
  startYear(text === CURRENT ? currentSeason(today) : checkSeason(text, today))

/** True for a text that can only name several syncs: a range, a list, or all types. */
export const isSeveral = (season: string, seasonType?: string): boolean =>
  season.includes(',') || season.includes('..') || isAll(seasonType)

/** 'current' as the season of today's date; of any other text the season that it spells. */
export const currentOr = (season: string, today: string): string =>
  season === CURRENT ? currentSeason(today) : asSeason(season)

/** True for the word that names all types of a season. */
export const isAll = (seasonType: string | undefined): boolean => seasonType?.toLowerCase() === ALL

/** The types that a text names for a season, in their order: one type, or 'all' for those that the season had. */
export function seasonTypesOf(text: string | undefined, season: string): readonly SeasonType[] {
  const wanted = isAll(text) ? SEASON_TYPES : [seasonTypeOf(text ?? 'Regular Season', [ALL])]
  return wanted.filter((seasonType) => hadSeasonType({ season, seasonType }))
}
