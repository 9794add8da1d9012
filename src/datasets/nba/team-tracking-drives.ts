import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { DRIVES, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Drives to the basket of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=Drives.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_drives', {
  ...trackingOfTeams('Drives'),
  title: 'drives to the basket of each team in a season',
  table: 'team_tracking_drives',
  fields: [...TRACKED_TEAM, ...DRIVES],

  verify: linesOfTeams('team_tracking_drives', { counts: GAMES, mayLack: true, noted: true }),
})
