import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { amongOthers, COMBINE, ENTRANT } from './combine.js'

/** Jumps, runs and lifts of the draft combine: stats.nba.com draftcombinedrillresults. */
export default seasonTable('draft_combine_drills', {
  ...COMBINE,
  title: 'jumps, runs and lifts of the draft combine',
  endpoint: 'draftcombinedrillresults',
  ...amongOthers('draft_combine_drills'),
  fields: [
    ...ENTRANT,
    [
      cell.number,
      { standing_vertical_leap: 'STANDING_VERTICAL_LEAP', max_vertical_leap: 'MAX_VERTICAL_LEAP' },
    ],
    [cell.number, { lane_agility: 'LANE_AGILITY_TIME', shuttle_run: 'MODIFIED_LANE_AGILITY_TIME' }],
    [cell.number, { three_quarter_sprint: 'THREE_QUARTER_SPRINT' }],
    [cell.numeral, { bench_press: 'BENCH_PRESS' }],
  ],
})
