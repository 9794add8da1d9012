import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { REBOUNDING, trackingOfPlayers } from './tracking-measures.js'

/**
 * Rebounds and chances of them of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=Rebounding.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_rebounding', {
  ...trackingOfPlayers('Rebounding'),
  title: 'rebounds and chances of them of each player in a season',
  table: 'player_tracking_rebounding',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...REBOUNDING],

  verify: [totalsOfPlayers('player_tracking_rebounding', { counts: GAMES, mayLack: true, noted: true })],
})
