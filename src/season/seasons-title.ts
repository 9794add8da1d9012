import type { SeasonScope } from './season.js'

/** Names several seasons together: `1946-47..2025-26`, and their type, or `6 types` where they have several. */
export function seasonsTitle(seasons: readonly SeasonScope[]): {
  readonly season: string
  readonly seasonType: string
} {
  const names = [...new Set(seasons.map(({ season }) => season))].toSorted()
  const types = [...new Set(seasons.map(({ seasonType }) => seasonType))]
  const [first = 'no season'] = names
  const last = names.at(-1) ?? first
  return {
    season: first === last ? first : `${first}..${last}`,
    seasonType: types.length > 1 ? `${types.length} types` : (types[0] ?? ''),
  }
}
