import { cell } from '../kit/cells.js'
import { teamTable } from '../kit/stats-table.js'
import { BASE } from './measures.js'
import { ON_OFF_OF, onOff } from './on-off.js'
import { MINUTES, WIN_PCT, WINS_AND_LOSSES } from './season-totals.js'
import { PART_OF_A_SEASON } from './line-rules.js'
import { rulesOfPlayers } from './season-rules.js'

/** Each team's totals with each of its players on the floor and off it: stats.nba.com teamplayeronoffdetails. */
export default teamTable('player_on_off_stats', {
  ...onOff('Details'),
  title: "each team's totals with each of its players on the floor and off it",
  table: 'player_on_off_stats',
  fields: [
    ...ON_OFF_OF,
    ...WINS_AND_LOSSES,
    ...WIN_PCT,
    ...MINUTES,
    ...BASE,
    [cell.teamDifference, { plus_minus: 'PLUS_MINUS' }],
  ],
  verify: [rulesOfPlayers('player_on_off_stats', PART_OF_A_SEASON)],
})
