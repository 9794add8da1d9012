import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { DRIVES, trackingOfPlayers } from './tracking-measures.js'

/**
 * Drives to the basket of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=Drives.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_drives', {
  ...trackingOfPlayers('Drives'),
  title: 'drives to the basket of each player in a season',
  table: 'player_tracking_drives',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...DRIVES],

  verify: [totalsOfPlayers('player_tracking_drives', { counts: GAMES, mayLack: true, noted: true })],
})
