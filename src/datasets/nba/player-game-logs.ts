import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { gameLog } from './game-log.js'
import { COUNTED, FANTASY_POINTS, PLAYER_LINE } from './line-rules.js'

/** A line for each player and game: stats.nba.com leaguegamelog, PlayerOrTeam=P. */
export default gameLog('player_game_logs', {
  of: 'P',
  title: "each player's line in each game",
  key: 'player_id',
  fields: {
    player_id: field('PLAYER_ID', cell.id),
    player_name: field('PLAYER_NAME', cell.text),
    fantasy_points: optionalField('FANTASY_PTS', cell.number),
  },
  verify: [
    { kind: 'players-of-both-teams' },
    {
      kind: 'sums-of-the-teams',
      players: 'player_game_logs',
      teams: 'team_game_logs',
      equal: COUNTED,
      atMost: ['rebounds', 'turnovers'],
      minutes: 'minutes',
    },
    { kind: 'lines-of-its-teams' },
    {
      kind: 'rules-of-a-line',
      table: 'player_game_logs',
      subject: 'game_id',
      who: 'player_name',
      rules: [...PLAYER_LINE, FANTASY_POINTS],
    },
  ],
})
