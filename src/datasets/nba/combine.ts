import type { SeasonScope } from '../../season/season.js'
import { startYear } from '../../season/season.js'
import { cell } from '../kit/cells.js'
import type { Witness } from '../kit/holds.js'
import type { Check } from '../kit/verify.js'

/**
 * What the datasets of the draft combine share: each May, players are measured before the draft of the season that begins
 * in that year. By public documentation since 2000. The endpoint draftcombinestats has the same values in one answer,
 * shooting as texts ('12-25').
 */
export const COMBINE = {
  group: 'draft',
  resultSet: 'Results',
  params: ({ season }: SeasonScope) => ({ LeagueID: '00', SeasonYear: String(startYear(season)) }),
  since: 2000,
  seasonTypes: ['Regular Season'],
  emptyIsAnAnswer: true, // nobody says that each year has all four
  freshFor: 30,
  key: ['season', 'player_id'],
  ofScope: ['season'],
  guard: 'player_id',
  leftOut: { 'the same as PLAYER_ID': ['TEMP_PLAYER_ID'], 'made of the other names': ['PLAYER_NAME'] },
} as const

/** The tables of the draft combine, whose lists of players were the same in 2025. */
const TABLES = [
  'draft_combine_drills',
  'draft_combine_measurements',
  'draft_combine_moving_shooting',
  'draft_combine_spot_shooting',
] as const

/** What a table of the combine has of the others: they know who was there, and list the same players. */
export function amongOthers<T extends (typeof TABLES)[number]>(table: T) {
  const others = TABLES.filter((other) => other !== table)
  return {
    table,
    knownBy: others.map((other): Witness => ({
      table: other,
      columns: { season: ['season'], player_id: ['player_id'] },
    })),
    // In one recorded year.
    verify: [{ kind: 'same-people', table, with: others, noted: true }] satisfies readonly Check[],
  }
}

/** Who was measured. */
export const ENTRANT = [
  [cell.id, { player_id: 'PLAYER_ID' }],
  [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME', position: 'POSITION' }],
] as const

/** Shots made and attempted from each spot, and their share: 'OFF_DRIB_COLLEGE_TOP_KEY' has off_dribble_college_top_key_made. */
export const shotsFrom = (spots: readonly string[]) =>
  spots.flatMap((spot) => {
    const column = spot.toLowerCase().replace('off_drib', 'off_dribble')
    return [
      [cell.count, { [`${column}_made`]: `${spot}_MADE`, [`${column}_attempted`]: `${spot}_ATTEMPT` }],
      [cell.share, { [`${column}_pct`]: `${spot}_PCT` }],
    ] as const
  })

/** Spots at some distances: 'FIFTEEN' feet, or the line of the 'COLLEGE's or of the 'NBA'. */
export const spotsAt = (distances: readonly string[], spots: readonly string[]): readonly string[] =>
  distances.flatMap((distance) => spots.map((spot) => `${distance}_${spot}`))
