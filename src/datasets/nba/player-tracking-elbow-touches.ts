import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { touches, trackingOfPlayers } from './tracking-measures.js'

/**
 * Touches at the elbows of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=ElbowTouch.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_elbow_touches', {
  ...trackingOfPlayers('ElbowTouch'),
  title: 'touches at the elbows of each player in a season',
  table: 'player_tracking_elbow_touches',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...touches('ELBOW')],

  verify: [totalsOfPlayers('player_tracking_elbow_touches', { counts: GAMES, mayLack: true, noted: true })],
})
