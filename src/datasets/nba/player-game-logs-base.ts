import { cell } from '../kit/cells.js'
import { lineRules } from './box-lines.js'
import { COUNTED } from './counted.js'
import { asInTheLog, measuredLog } from './measured-log.js'
import { BASE } from './measures.js'

/** A second source of the players' lines, with minutes to the second. No answer is recorded. */
export default measuredLog('player_game_logs_base', {
  of: 'player',
  type: 'Base',
  title: "each player's line in each game by a second source",
  fields: [
    ...BASE,
    [cell.difference, { plus_minus: 'PLUS_MINUS' }],
    [cell.number, { fantasy_points: 'NBA_FANTASY_PTS' }],
    [cell.count, { double_doubles: 'DD2', triple_doubles: 'TD3' }],
  ],
  leftOut: { 'of another league': ['WNBA_FANTASY_PTS'] },
  verify: [
    {
      ...asInTheLog(
        'player',
        'player_game_logs_base',
        ['team_id', 'minutes', ...COUNTED, 'rebounds', 'turnovers', 'plus_minus'],
        { minutes: 1 },
      ),
      noted: true,
    },
    {
      ...lineRules('player_game_logs_base', { who: 'player_name' }, [
        { rule: 'at-most', column: 'blocked_attempts', most: 'field_goals_attempted' },
      ]),
      noted: true,
    },
  ],
})
