import { RATIOS } from './advanced-rules.js'
import { measuredLog, minutesOfPlayers, ratios } from './measured-log.js'
import { ADVANCED, ADVANCED_OF_PLAYERS } from './measures.js'

/** Ratings, pace, usage and shooting of each player in each game. Ratings, usage and possessions have no second source. */
export default measuredLog('player_game_logs_advanced', {
  of: 'player',
  type: 'Advanced',
  title: "each player's ratings, pace, usage and shooting in each game",
  fields: [...ADVANCED, ...ADVANCED_OF_PLAYERS],
  leftOut: {
    'repeat the ratings and the pace': ['sp_work_*'],
    'of player_game_logs': ['FGM', 'FGA', 'FG_PCT', 'FGM_PG', 'FGA_PG'],
  },
  verify: [
    minutesOfPlayers('player_game_logs_advanced'),
    ratios('player', 'player_game_logs_advanced', RATIOS),
  ],
})
