import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { PASSING, trackingOfPlayers } from './tracking-measures.js'

/**
 * Passes and potential assists of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=Passing.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_passing', {
  ...trackingOfPlayers('Passing'),
  title: 'passes and potential assists of each player in a season',
  table: 'player_tracking_passing',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...PASSING],

  verify: [totalsOfPlayers('player_tracking_passing', { counts: GAMES, mayLack: true, noted: true })],
})
