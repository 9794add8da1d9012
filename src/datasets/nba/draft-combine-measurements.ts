import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { amongOthers, COMBINE, ENTRANT } from './combine.js'

/** Bodies of the draft combine: stats.nba.com draftcombineplayeranthro. */
export default seasonTable('draft_combine_measurements', {
  ...COMBINE,
  title: 'height, weight, reach and hands of the draft combine',
  endpoint: 'draftcombineplayeranthro',
  ...amongOthers('draft_combine_measurements'),
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
