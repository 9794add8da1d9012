import { seasonOf } from '../../src/season/season.js'

/** What a parameter takes from the run's season or type. */
export interface SeasonParam {
  /** The expression, in terms of `season` and `seasonType`. */
  readonly code: string
  /** The column that holds what it names. */
  readonly column: 'season' | 'season_type'
  /** The season that the recorded request named by it, '2018-19'. */
  readonly season?: string
}

/** Names of the season, under which it stands in several spellings. */
const SEASON = /^season(id|year)?$/i
const SEASON_TYPE = 'SeasonType'

/** What a parameter takes from the run's scope; undefined where it names no season and no type. */
export function seasonParam(name: string, value: string): SeasonParam | undefined {
  if (name === SEASON_TYPE) return value === '' ? undefined : { code: 'seasonType', column: 'season_type' }
  if (/season/i.test(name) && isSeason(value)) return { code: 'season', column: 'season', season: value }
  if (!SEASON.test(name)) return undefined
  // '2025' is a season by its first year, '22025' with the digit of its type before.
  const [, type = '', year] = /^(\d?)(\d{4})$/.exec(value) ?? []
  if (year === undefined) return undefined
  return {
    code: type === '' ? 'String(startYear(season))' : `\`${type}\${startYear(season)}\``,
    column: 'season',
    season: seasonOf(Number(year)),
  }
}

export const isSeason = (value: string | undefined): boolean => /^\d{4}-\d{2}$/.test(value ?? '')

/** Parameters of the season and its type that a request leaves empty, so that its answer has the rows of all of them. */
export function openSeasonParams(params: Readonly<Record<string, string>>): readonly string[] {
  const named = Object.entries(params).flatMap(([name, value]) => seasonParam(name, value)?.column ?? [])
  return Object.entries(params).flatMap(([name, value]) => {
    const column = name === SEASON_TYPE ? 'season_type' : SEASON.test(name) ? 'season' : undefined
    return value === '' && column !== undefined && !named.includes(column) ? [name] : []
  })
}
