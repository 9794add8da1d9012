import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { COMBINE, ENTRANT } from './combine.js'

/** Shots in motion at the draft combine: stats.nba.com draftcombinenonstationaryshooting. */
export default seasonTable('draft_combine_moving_shooting', {
  ...COMBINE,
  title: 'shots off the dribble and on the move of the draft combine',
  endpoint: 'draftcombinenonstationaryshooting',
  table: 'draft_combine_moving_shooting',
  fields: [
    ...ENTRANT,
    [
      cell.count,
      {
        off_dribble_fifteen_break_left_made: 'OFF_DRIB_FIFTEEN_BREAK_LEFT_MADE',
        off_dribble_fifteen_break_left_attempted: 'OFF_DRIB_FIFTEEN_BREAK_LEFT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        off_dribble_fifteen_top_key_made: 'OFF_DRIB_FIFTEEN_TOP_KEY_MADE',
        off_dribble_fifteen_top_key_attempted: 'OFF_DRIB_FIFTEEN_TOP_KEY_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        off_dribble_fifteen_break_right_made: 'OFF_DRIB_FIFTEEN_BREAK_RIGHT_MADE',
        off_dribble_fifteen_break_right_attempted: 'OFF_DRIB_FIFTEEN_BREAK_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        off_dribble_college_break_left_made: 'OFF_DRIB_COLLEGE_BREAK_LEFT_MADE',
        off_dribble_college_break_left_attempted: 'OFF_DRIB_COLLEGE_BREAK_LEFT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        off_dribble_college_top_key_made: 'OFF_DRIB_COLLEGE_TOP_KEY_MADE',
        off_dribble_college_top_key_attempted: 'OFF_DRIB_COLLEGE_TOP_KEY_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        off_dribble_college_break_right_made: 'OFF_DRIB_COLLEGE_BREAK_RIGHT_MADE',
        off_dribble_college_break_right_attempted: 'OFF_DRIB_COLLEGE_BREAK_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.count,
      { on_move_fifteen_made: 'ON_MOVE_FIFTEEN_MADE', on_move_fifteen_attempted: 'ON_MOVE_FIFTEEN_ATTEMPT' },
    ],
    [
      cell.count,
      { on_move_college_made: 'ON_MOVE_COLLEGE_MADE', on_move_college_attempted: 'ON_MOVE_COLLEGE_ATTEMPT' },
    ],
    [
      cell.share,
      {
        off_dribble_fifteen_break_left_pct: 'OFF_DRIB_FIFTEEN_BREAK_LEFT_PCT',
        off_dribble_fifteen_top_key_pct: 'OFF_DRIB_FIFTEEN_TOP_KEY_PCT',
      },
    ],
    [
      cell.share,
      {
        off_dribble_fifteen_break_right_pct: 'OFF_DRIB_FIFTEEN_BREAK_RIGHT_PCT',
        off_dribble_college_break_left_pct: 'OFF_DRIB_COLLEGE_BREAK_LEFT_PCT',
      },
    ],
    [
      cell.share,
      {
        off_dribble_college_top_key_pct: 'OFF_DRIB_COLLEGE_TOP_KEY_PCT',
        off_dribble_college_break_right_pct: 'OFF_DRIB_COLLEGE_BREAK_RIGHT_PCT',
      },
    ],
    [cell.share, { on_move_fifteen_pct: 'ON_MOVE_FIFTEEN_PCT', on_move_college_pct: 'ON_MOVE_COLLEGE_PCT' }],
  ],
})
