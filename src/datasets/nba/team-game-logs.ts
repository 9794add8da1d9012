import { field } from '../dataset.js'
import { cell } from '../kit/cells.js'
import { GAME_LINE, gameLogDataset, STATISTICS } from './game-log.js'

/** A line for each team and game: stats.nba.com leaguegamelog, PlayerOrTeam=T. */
export const teamGameLogs = gameLogDataset('T', {
  name: 'team_game_logs',
  title: "each team's line in each game",
  key: 'team_id',
  fields: { ...GAME_LINE, team_name: field('TEAM_NAME', cell.text), ...STATISTICS },
})
