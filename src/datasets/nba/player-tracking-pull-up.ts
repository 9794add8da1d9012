import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { PULL_UP, trackingOfPlayers } from './tracking-measures.js'

/**
 * Pull-up shots of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=PullUpShot.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_pull_up', {
  ...trackingOfPlayers('PullUpShot'),
  title: 'pull-up shots of each player in a season',
  table: 'player_tracking_pull_up',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...PULL_UP],

  verify: [totalsOfPlayers('player_tracking_pull_up', { counts: GAMES, mayLack: true, noted: true })],
})
