import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams, MINUTES, TEAM, WINS_AND_LOSSES } from './season-totals.js'
import { CATCH_SHOOT, trackingOfTeams } from './tracking-measures.js'

/**
 * Catch-and-shoot shots of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=CatchShoot.
 * No answer is recorded: the headers are as published programs list them for players.
 */
export default seasonTable('team_tracking_catch_shoot', {
  ...trackingOfTeams('CatchShoot'),
  title: 'catch-and-shoot shots of each team in a season',
  table: 'team_tracking_catch_shoot',
  guard: 'team_id',
  fields: [
    ...TEAM,
    [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }],
    ...WINS_AND_LOSSES,
    ...MINUTES,
    ...CATCH_SHOOT,
  ],

  verify: [linesOfTeams('team_tracking_catch_shoot', { counts: GAMES, mayLack: true, noted: true })],
})
