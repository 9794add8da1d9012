import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { POSSESSIONS, trackingOfPlayers } from './tracking-measures.js'

/**
 * Touches and time of possession of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=Possessions.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_possessions', {
  ...trackingOfPlayers('Possessions'),
  title: 'touches and time of possession of each player in a season',
  table: 'player_tracking_possessions',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...POSSESSIONS],

  verify: [totalsOfPlayers('player_tracking_possessions', { counts: GAMES, mayLack: true, noted: true })],
})
