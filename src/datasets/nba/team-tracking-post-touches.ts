import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { TRACKED_TEAM, touches, trackingOfTeams } from './tracking-measures.js'

/**
 * Touches in the post of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=PostTouch.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_post_touches', {
  ...trackingOfTeams('PostTouch'),
  title: 'touches in the post of each team in a season',
  table: 'team_tracking_post_touches',
  fields: [...TRACKED_TEAM, ...touches('POST')],

  verify: linesOfTeams('team_tracking_post_touches', { counts: GAMES, mayLack: true, noted: true }),
})
