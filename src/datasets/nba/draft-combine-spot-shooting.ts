import { seasonTable } from '../kit/stats-table.js'
import { amongOthers, COMBINE, ENTRANT, shotsFrom, spotsAt } from './combine.js'

/** Shots from standing at the draft combine: stats.nba.com draftcombinespotshooting. The spots change from year to year. */
export default seasonTable('draft_combine_spot_shooting', {
  ...COMBINE,
  title: 'shots from five spots at three distances of the draft combine',
  endpoint: 'draftcombinespotshooting',
  ...amongOthers('draft_combine_spot_shooting'),
  fields: [
    ...ENTRANT,
    ...shotsFrom(
      spotsAt(
        ['FIFTEEN', 'COLLEGE', 'NBA'],
        ['CORNER_LEFT', 'BREAK_LEFT', 'TOP_KEY', 'BREAK_RIGHT', 'CORNER_RIGHT'],
      ),
    ),
  ],
})
