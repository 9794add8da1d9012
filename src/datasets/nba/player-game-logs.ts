import { field, optionalField } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { GAME_LINE, gameLogDataset, STATISTICS } from './game-log.js'

/** A line for each player and game: stats.nba.com leaguegamelog, PlayerOrTeam=P. */
export const playerGameLogs = gameLogDataset('P', {
  name: 'player_game_logs',
  title: "each player's line in each game",
  key: 'player_id',
  fields: {
    ...GAME_LINE,
    player_id: field('PLAYER_ID', cell.id),
    player_name: field('PLAYER_NAME', cell.text),
    ...STATISTICS,
    fantasy_points: optionalField('FANTASY_PTS', cell.number),
  },
})
