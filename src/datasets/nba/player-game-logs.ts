import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { gameLog } from './game-log.js'

/** A line for each player and game: stats.nba.com leaguegamelog, PlayerOrTeam=P. */
export default gameLog('player_game_logs', {
  of: 'P',
  title: "each player's line in each game",
  key: 'player_id',
  fields: {
    player_id: field('PLAYER_ID', cell.id),
    player_name: field('PLAYER_NAME', cell.text),
    plus_minus: optionalField('PLUS_MINUS', cell.difference),
    fantasy_points: optionalField('FANTASY_PTS', cell.number),
  },
  verify: [{ kind: 'players-of-both-teams', equal: ['points', 'assists'], atMost: ['rebounds'] }],
})
