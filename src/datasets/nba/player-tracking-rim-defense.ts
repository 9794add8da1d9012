import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { RIM_DEFENSE, trackingOfPlayers } from './tracking-measures.js'

/**
 * Defense of the rim of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=Defense.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_rim_defense', {
  ...trackingOfPlayers('Defense'),
  title: 'defense of the rim of each player in a season',
  table: 'player_tracking_rim_defense',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...RIM_DEFENSE],

  verify: [totalsOfPlayers('player_tracking_rim_defense', { counts: GAMES, mayLack: true, noted: true })],
})
