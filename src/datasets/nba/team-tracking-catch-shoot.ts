import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { CATCH_SHOOT, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Catch-and-shoot shots of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=CatchShoot.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_catch_shoot', {
  ...trackingOfTeams('CatchShoot'),
  title: 'catch-and-shoot shots of each team in a season',
  table: 'team_tracking_catch_shoot',
  fields: [...TRACKED_TEAM, ...CATCH_SHOOT],

  verify: linesOfTeams('team_tracking_catch_shoot', { counts: GAMES, mayLack: true, noted: true }),
})
