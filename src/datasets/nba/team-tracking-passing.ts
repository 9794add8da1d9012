import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { PASSING, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'

/**
 * Passes and potential assists of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=Passing.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_passing', {
  ...trackingOfTeams('Passing'),
  title: 'passes and potential assists of each team in a season',
  table: 'team_tracking_passing',
  fields: [...TRACKED_TEAM, ...PASSING],

  verify: linesOfTeams('team_tracking_passing', { counts: GAMES, mayLack: true, noted: true }),
})
