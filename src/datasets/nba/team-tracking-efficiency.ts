import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { EFFICIENCY, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Points by kind of shot of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=Efficiency.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_efficiency', {
  ...trackingOfTeams('Efficiency'),
  title: 'points by kind of shot of each team in a season',
  table: 'team_tracking_efficiency',
  fields: [...TRACKED_TEAM, ...EFFICIENCY],

  verify: linesOfTeams('team_tracking_efficiency', { counts: GAMES, mayLack: true, noted: true }),
})
