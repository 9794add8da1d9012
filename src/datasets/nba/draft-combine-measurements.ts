import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import type { RulesOfALine } from '../kit/verify.js'
import { amongOthers, COMBINE, ENTRANT } from './combine.js'

/**
 * In all 79 rows of 2025: a wingspan is between half an inch below the height and nine inches above it, and the standing
 * reach is above the height.
 */
const BODY: RulesOfALine = {
  kind: 'rules-of-a-line',
  table: 'draft_combine_measurements',
  subject: 'player_id',
  of: 'season',
  who: 'last_name',
  rules: [
    { rule: 'total', column: 'wingspan', of: { height_without_shoes: 1 }, within: 14 },
    { rule: 'at-most', column: 'height_without_shoes', most: 'standing_reach' },
  ],
}

const OTHERS = amongOthers('draft_combine_measurements')

/** Bodies of the draft combine: stats.nba.com draftcombineplayeranthro. */
export default seasonTable('draft_combine_measurements', {
  ...COMBINE,
  title: 'height, weight, reach and hands of the draft combine',
  endpoint: 'draftcombineplayeranthro',
  ...OTHERS,
  verify: [...OTHERS.verify, { ...BODY, noted: true }],
  mayEmpty: ['height_with_shoes', 'body_fat_pct'],
  fields: [
    ...ENTRANT,
    [cell.number, { height_without_shoes: 'HEIGHT_WO_SHOES', height_with_shoes: 'HEIGHT_W_SHOES' }],
    [cell.decimal, { weight_pounds: 'WEIGHT', body_fat_pct: 'BODY_FAT_PCT' }],
    [cell.number, { wingspan: 'WINGSPAN', standing_reach: 'STANDING_REACH' }],
    [cell.number, { hand_length: 'HAND_LENGTH', hand_width: 'HAND_WIDTH' }],
  ],
  leftOut: { ...COMBINE.leftOut, 'the same in feet and inches': ['*_FT_IN'] },
})
