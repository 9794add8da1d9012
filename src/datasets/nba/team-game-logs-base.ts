import { cell } from '../kit/cells.js'
import { everyLogged } from '../kit/verify.js'
import { COUNTED } from './counted.js'
import { asInTheLog, measuredLog, mirrored } from './measured-log.js'
import { BASE } from './measures.js'

/**
 * A second source of the teams' lines. In 201 recorded lines of 2023-24 all that the two have in common is equal, but for
 * the plus/minus of one game, which is rounded in the log; turnovers are more here, since the team's own count.
 */
export default measuredLog('team_game_logs_base', {
  of: 'team',
  type: 'Base',
  title: "each team's line in each game by a second source",
  fields: [...BASE, [cell.teamDifference, { plus_minus: 'PLUS_MINUS' }]],
  verify: [
    everyLogged('team_game_logs', 'game_id', 'team_game_logs_base', 'team_id'),
    asInTheLog('team', 'team_game_logs_base', [...COUNTED, 'rebounds', 'plus_minus'], { plus_minus: 2 }),
    mirrored('team_game_logs_base', {
      game_minutes: 'game_minutes',
      blocks: 'blocked_attempts',
      personal_fouls: 'personal_fouls_drawn', // in all 82 games of one team
    }),
  ],
})
