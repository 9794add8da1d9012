import { cell } from '../kit/cells.js'
import { field, optionalField } from '../kit/fields.js'
import { TEAMS_BESIDES_TEAM_LOG } from '../kit/witnesses.js'
import { gameLog } from './game-log.js'
import { TEAM_LINE } from './line-rules.js'

/** A line for each team and game: stats.nba.com leaguegamelog, PlayerOrTeam=T. */
export default gameLog('team_game_logs', {
  of: 'T',
  title: "each team's line in each game",
  key: 'team_id',
  fields: {
    team_name: field('TEAM_NAME', cell.text),
    plus_minus: optionalField('PLUS_MINUS', cell.teamDifference),
  },
  holds: { keptBy: TEAMS_BESIDES_TEAM_LOG },
  verify: [
    { kind: 'two-lines-a-game' },
    { kind: 'results-of-the-points' },
    { kind: 'whole-season' },
    { kind: 'games-and-lines', log: 'team_game_logs', played: true },
    {
      kind: 'rules-of-a-line',
      table: 'team_game_logs',
      subject: 'game_id',
      who: 'team_abbreviation',
      rules: TEAM_LINE,
    },
  ],
})
