import { startYear, type SeasonScope } from './season.js'

/** '2018-19 Regular Season' */
export const seasonTitle = ({
  season,
  seasonType,
}: {
  readonly season: string
  readonly seasonType: string
}): string => `${season} ${seasonType}`

/** Names several seasons together: `1946-47..2025-26`, `2016-17,2018-19..2020-21`, and their type, or `6 types` where they have several. */
export function seasonsTitle(seasons: readonly SeasonScope[]): {
  readonly season: string
  readonly seasonType: string
} {
  const types = [...new Set(seasons.map(({ seasonType }) => seasonType))]
  return {
    season: seasonsText(seasons.map(({ season }) => season)),
    seasonType: types.length > 1 ? `${types.length} types` : (types[0] ?? ''),
  }
}

/** Parts of a list that a title has; a line of `history` has room for no more. */
const SHOWN_PARTS = 4

/** Seasons in their order, with those that follow each other as a range. */
function seasonsText(seasons: readonly string[]): string {
  const ranges: string[][] = []
  for (const season of [...new Set(seasons)].toSorted()) {
    const last = ranges.at(-1)
    if (last !== undefined && startYear(season) === startYear(last.at(-1) ?? season) + 1) last.push(season)
    else ranges.push([season])
  }
  if (ranges.length === 0) return 'no season'
  const parts = ranges.map((range) => (range.length === 1 ? range[0] : `${range[0]}..${range.at(-1)}`))
  const more = ranges.slice(SHOWN_PARTS).flat().length
  return parts.slice(0, SHOWN_PARTS).join(',') + (more === 0 ? '' : ` and ${more} more`)
}
