import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { TRACKED_TEAM, touches, trackingOfTeams } from './tracking-measures.js'

/**
 * Touches in the paint of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=PaintTouch.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_paint_touches', {
  ...trackingOfTeams('PaintTouch'),
  title: 'touches in the paint of each team in a season',
  table: 'team_tracking_paint_touches',
  fields: [...TRACKED_TEAM, ...touches('PAINT')],

  verify: linesOfTeams('team_tracking_paint_touches', { counts: GAMES, mayLack: true, noted: true }),
})
