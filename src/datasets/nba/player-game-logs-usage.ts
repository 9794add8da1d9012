import { measuredLog, minutesOfPlayers } from './measured-log.js'
import { USAGE } from './measures.js'

/** Each player's shares of what the team did meanwhile. They have no second source. */
export default measuredLog('player_game_logs_usage', {
  of: 'player',
  type: 'Usage',
  title: "each player's shares of what the team did meanwhile, game by game",
  fields: USAGE,
  verify: [minutesOfPlayers('player_game_logs_usage')],
})
