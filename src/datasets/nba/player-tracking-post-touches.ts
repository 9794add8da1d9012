import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { touches, trackingOfPlayers } from './tracking-measures.js'

/**
 * Touches in the post of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=PostTouch.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_post_touches', {
  ...trackingOfPlayers('PostTouch'),
  title: 'touches in the post of each player in a season',
  table: 'player_tracking_post_touches',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...touches('POST')],

  verify: [totalsOfPlayers('player_tracking_post_touches', { counts: GAMES, mayLack: true, noted: true })],
})
