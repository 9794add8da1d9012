import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { TRACKED_TEAM, touches, trackingOfTeams } from './tracking-measures.js'

/**
 * Touches at the elbows of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=ElbowTouch.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_elbow_touches', {
  ...trackingOfTeams('ElbowTouch'),
  title: 'touches at the elbows of each team in a season',
  table: 'team_tracking_elbow_touches',
  fields: [...TRACKED_TEAM, ...touches('ELBOW')],

  verify: linesOfTeams('team_tracking_elbow_touches', { counts: GAMES, mayLack: true, noted: true }),
})
