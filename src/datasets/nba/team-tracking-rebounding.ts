import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { REBOUNDING, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Rebounds and chances of them of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=Rebounding.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_rebounding', {
  ...trackingOfTeams('Rebounding'),
  title: 'rebounds and chances of them of each team in a season',
  table: 'team_tracking_rebounding',
  fields: [...TRACKED_TEAM, ...REBOUNDING],

  verify: linesOfTeams('team_tracking_rebounding', { counts: GAMES, mayLack: true, noted: true }),
})
