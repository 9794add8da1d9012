import type { SeasonScope } from '../../season/season.js'
import { startYear } from '../../season/season.js'
import { cell } from '../kit/cells.js'

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
  freshFor: 30,
  key: ['season', 'player_id'],
  ofScope: ['season'],
  guard: 'player_id',
  leftOut: { 'the same as PLAYER_ID': ['TEMP_PLAYER_ID'], 'made of the other names': ['PLAYER_NAME'] },
} as const

/** Who was measured. */
export const ENTRANT = [
  [cell.id, { player_id: 'PLAYER_ID' }],
  [cell.textOrNull, { first_name: 'FIRST_NAME', last_name: 'LAST_NAME', position: 'POSITION' }],
] as const
