import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { RIM_DEFENSE, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Defense of the rim of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=Defense.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_rim_defense', {
  ...trackingOfTeams('Defense'),
  title: 'defense of the rim of each team in a season',
  table: 'team_tracking_rim_defense',
  fields: [...TRACKED_TEAM, ...RIM_DEFENSE],

  verify: linesOfTeams('team_tracking_rim_defense', { counts: GAMES, mayLack: true, noted: true }),
})
