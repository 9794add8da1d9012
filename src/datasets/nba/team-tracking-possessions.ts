import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { POSSESSIONS, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Touches and time of possession of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=Possessions.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_possessions', {
  ...trackingOfTeams('Possessions'),
  title: 'touches and time of possession of each team in a season',
  table: 'team_tracking_possessions',
  fields: [...TRACKED_TEAM, ...POSSESSIONS],

  verify: linesOfTeams('team_tracking_possessions', { counts: GAMES, mayLack: true, noted: true }),
})
