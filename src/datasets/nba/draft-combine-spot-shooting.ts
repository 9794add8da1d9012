import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { COMBINE, ENTRANT } from './combine.js'

/** Shots from standing at the draft combine: stats.nba.com draftcombinespotshooting. The spots change from year to year. */
export default seasonTable('draft_combine_spot_shooting', {
  ...COMBINE,
  title: 'shots from five spots at three distances of the draft combine',
  endpoint: 'draftcombinespotshooting',
  table: 'draft_combine_spot_shooting',
  fields: [
    ...ENTRANT,
    [
      cell.count,
      {
        fifteen_corner_left_made: 'FIFTEEN_CORNER_LEFT_MADE',
        fifteen_corner_left_attempted: 'FIFTEEN_CORNER_LEFT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        fifteen_break_left_made: 'FIFTEEN_BREAK_LEFT_MADE',
        fifteen_break_left_attempted: 'FIFTEEN_BREAK_LEFT_ATTEMPT',
      },
    ],
    [
      cell.count,
      { fifteen_top_key_made: 'FIFTEEN_TOP_KEY_MADE', fifteen_top_key_attempted: 'FIFTEEN_TOP_KEY_ATTEMPT' },
    ],
    [
      cell.count,
      {
        fifteen_break_right_made: 'FIFTEEN_BREAK_RIGHT_MADE',
        fifteen_break_right_attempted: 'FIFTEEN_BREAK_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        fifteen_corner_right_made: 'FIFTEEN_CORNER_RIGHT_MADE',
        fifteen_corner_right_attempted: 'FIFTEEN_CORNER_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        college_corner_left_made: 'COLLEGE_CORNER_LEFT_MADE',
        college_corner_left_attempted: 'COLLEGE_CORNER_LEFT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        college_break_left_made: 'COLLEGE_BREAK_LEFT_MADE',
        college_break_left_attempted: 'COLLEGE_BREAK_LEFT_ATTEMPT',
      },
    ],
    [
      cell.count,
      { college_top_key_made: 'COLLEGE_TOP_KEY_MADE', college_top_key_attempted: 'COLLEGE_TOP_KEY_ATTEMPT' },
    ],
    [
      cell.count,
      {
        college_break_right_made: 'COLLEGE_BREAK_RIGHT_MADE',
        college_break_right_attempted: 'COLLEGE_BREAK_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.count,
      {
        college_corner_right_made: 'COLLEGE_CORNER_RIGHT_MADE',
        college_corner_right_attempted: 'COLLEGE_CORNER_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.count,
      { nba_corner_left_made: 'NBA_CORNER_LEFT_MADE', nba_corner_left_attempted: 'NBA_CORNER_LEFT_ATTEMPT' },
    ],
    [
      cell.count,
      { nba_break_left_made: 'NBA_BREAK_LEFT_MADE', nba_break_left_attempted: 'NBA_BREAK_LEFT_ATTEMPT' },
    ],
    [cell.count, { nba_top_key_made: 'NBA_TOP_KEY_MADE', nba_top_key_attempted: 'NBA_TOP_KEY_ATTEMPT' }],
    [
      cell.count,
      { nba_break_right_made: 'NBA_BREAK_RIGHT_MADE', nba_break_right_attempted: 'NBA_BREAK_RIGHT_ATTEMPT' },
    ],
    [
      cell.count,
      {
        nba_corner_right_made: 'NBA_CORNER_RIGHT_MADE',
        nba_corner_right_attempted: 'NBA_CORNER_RIGHT_ATTEMPT',
      },
    ],
    [
      cell.share,
      {
        fifteen_corner_left_pct: 'FIFTEEN_CORNER_LEFT_PCT',
        fifteen_break_left_pct: 'FIFTEEN_BREAK_LEFT_PCT',
      },
    ],
    [
      cell.share,
      { fifteen_top_key_pct: 'FIFTEEN_TOP_KEY_PCT', fifteen_break_right_pct: 'FIFTEEN_BREAK_RIGHT_PCT' },
    ],
    [
      cell.share,
      {
        fifteen_corner_right_pct: 'FIFTEEN_CORNER_RIGHT_PCT',
        college_corner_left_pct: 'COLLEGE_CORNER_LEFT_PCT',
      },
    ],
    [
      cell.share,
      { college_break_left_pct: 'COLLEGE_BREAK_LEFT_PCT', college_top_key_pct: 'COLLEGE_TOP_KEY_PCT' },
    ],
    [
      cell.share,
      {
        college_break_right_pct: 'COLLEGE_BREAK_RIGHT_PCT',
        college_corner_right_pct: 'COLLEGE_CORNER_RIGHT_PCT',
      },
    ],
    [cell.share, { nba_corner_left_pct: 'NBA_CORNER_LEFT_PCT', nba_break_left_pct: 'NBA_BREAK_LEFT_PCT' }],
    [cell.share, { nba_top_key_pct: 'NBA_TOP_KEY_PCT', nba_break_right_pct: 'NBA_BREAK_RIGHT_PCT' }],
    [cell.share, { nba_corner_right_pct: 'NBA_CORNER_RIGHT_PCT' }],
  ],
})
