import { measuredLog, minutesOfPlayers } from './measured-log.js'
import { MISC } from './measures.js'

/** Points of each player by how they came about, and the opponents' meanwhile. They have no second source. */
export default measuredLog('player_game_logs_misc', {
  of: 'player',
  type: 'Misc',
  title: "each player's points off turnovers, on breaks, in the paint by game",
  fields: MISC,
  leftOut: { 'of player_game_logs_base': ['BLK', 'BLKA', 'PF', 'PFD', 'NBA_FANTASY_PTS'] },
  verify: [minutesOfPlayers('player_game_logs_misc')],
})
