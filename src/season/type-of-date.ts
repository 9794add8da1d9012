import type { SeasonType } from './season.js'

/** Last day of each part of a season, from October to June, as those of the last years were. */
const PARTS: readonly (readonly [lastDay: string, type: SeasonType])[] = [
  ['10-20', 'Pre Season'],
  ['12-31', 'Regular Season'],
  ['04-13', 'Regular Season'],
  ['04-19', 'PlayIn'],
  ['06-30', 'Playoffs'],
]

/** The season type that games of an Eastern date most likely have; undefined in summer. Stored games know better. */
export function typeOfDate(date: string): SeasonType | undefined {
  const day = date.slice(5)
  if (day > '06-30' && day < '10-01') return undefined
  const [autumn, spring] = [PARTS.slice(0, 2), PARTS.slice(2)]
  return (day >= '10-01' ? autumn : spring).find(([lastDay]) => day <= lastDay)?.[1]
}
