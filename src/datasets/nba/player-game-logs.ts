import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { ROUNDED_MINUTES } from '../kit/game-box.js'
import { COUNTED } from './counted.js'
import { gameLog } from './game-log.js'
import { PLAYER_LINE } from './line-rules.js'

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
  follows: ['team_game_logs'], // a correction of both logs is one: the sums are compared with the corrected line
  holds: {
    holdsSumOf: {
      table: 'team_game_logs',
      on: ['game_id', 'team_id'],
      equal: COUNTED,
      within: { minutes: ROUNDED_MINUTES },
    },
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
      rules: [...PLAYER_LINE, { rule: 'used', columns: ['fantasy_points'], from: 100 }],
    },
  ],
})
