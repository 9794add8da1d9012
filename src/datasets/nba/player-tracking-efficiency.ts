import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { EFFICIENCY, trackingOfPlayers } from './tracking-measures.js'

/**
 * Points by kind of shot of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=Efficiency.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_efficiency', {
  ...trackingOfPlayers('Efficiency'),
  title: 'points by kind of shot of each player in a season',
  table: 'player_tracking_efficiency',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...EFFICIENCY],

  verify: [totalsOfPlayers('player_tracking_efficiency', { counts: GAMES, mayLack: true, noted: true })],
})
