import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { gameLog } from './game-log.js'

/** A line for each team and game: stats.nba.com leaguegamelog, PlayerOrTeam=T. */
export default gameLog('team_game_logs', {
  of: 'T',
  title: "each team's line in each game",
  key: 'team_id',
  fields: {
    team_name: field('TEAM_NAME', cell.text),
    plus_minus: optionalField('PLUS_MINUS', cell.teamDifference),
  },
  verify: [{ kind: 'two-lines-a-game' }],
})
