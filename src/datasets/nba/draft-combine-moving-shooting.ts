import { seasonTable } from '../kit/stats-table.js'
import { amongOthers, COMBINE, ENTRANT, shotsFrom, spotsAt } from './combine.js'

/** Shots in motion at the draft combine: stats.nba.com draftcombinenonstationaryshooting. */
export default seasonTable('draft_combine_moving_shooting', {
  ...COMBINE,
  title: 'shots off the dribble and on the move of the draft combine',
  endpoint: 'draftcombinenonstationaryshooting',
  ...amongOthers('draft_combine_moving_shooting'),
  fields: [
    ...ENTRANT,
    ...shotsFrom([
      ...spotsAt(['OFF_DRIB_FIFTEEN', 'OFF_DRIB_COLLEGE'], ['BREAK_LEFT', 'TOP_KEY', 'BREAK_RIGHT']),
      'ON_MOVE_FIFTEEN',
      'ON_MOVE_COLLEGE',
    ]),
  ],
})
