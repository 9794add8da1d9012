import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { CATCH_SHOOT, trackingOfPlayers } from './tracking-measures.js'

/**
 * Catch-and-shoot shots of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=CatchShoot.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_catch_shoot', {
  ...trackingOfPlayers('CatchShoot'),
  title: 'catch-and-shoot shots of each player in a season',
  table: 'player_tracking_catch_shoot',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...CATCH_SHOOT],

  verify: [totalsOfPlayers('player_tracking_catch_shoot', { counts: GAMES, mayLack: true, noted: true })],
})
