import { seasonTable } from '../kit/stats-table.js'
import { GAMES, totalsOfPlayers, MINUTES, PLAYER, TEAM_OF_PLAYER, WINS_AND_LOSSES } from './season-totals.js'
import { DISTANCE_LINE, rulesOfPlayers } from './season-rules.js'
import { SPEED_DISTANCE, trackingOfPlayers } from './tracking-measures.js'

/**
 * Speed and distance of each player in a season: stats.nba.com leaguedashptstats, PtMeasureType=SpeedDistance.
 * No answer is recorded: the headers are as published programs list them.
 */
export default seasonTable('player_tracking_speed', {
  ...trackingOfPlayers('SpeedDistance'),
  title: 'speed and distance of each player in a season',
  table: 'player_tracking_speed',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...WINS_AND_LOSSES, ...MINUTES, ...SPEED_DISTANCE],
  leftOut: { 'the minutes again': ['MIN1'] },
  verify: [
    totalsOfPlayers('player_tracking_speed', { counts: GAMES, mayLack: true, noted: true }),
    { ...rulesOfPlayers('player_tracking_speed', DISTANCE_LINE), noted: true },
  ],
})
