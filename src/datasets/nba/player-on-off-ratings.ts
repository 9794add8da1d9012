import { cell } from '../kit/cells.js'
import { teamTable } from '../kit/stats-table.js'
import { ON_OFF_OF, onOff } from './on-off.js'
import { MINUTES } from './season-totals.js'
import { netOf, rulesOfPlayers } from './season-rules.js'

/**
 * Each team's ratings with each of its players on the floor and off it: stats.nba.com teamplayeronoffsummary.
 * Plus/minus is that of a game.
 */
export default teamTable('player_on_off_ratings', {
  ...onOff('Summary'),
  title: "each team's ratings with each of its players on the floor and off it",
  table: 'player_on_off_ratings',
  fields: [
    ...ON_OFF_OF,
    [cell.count, { games_played: 'GP' }],
    ...MINUTES,
    [cell.number, { plus_minus_per_game: 'PLUS_MINUS', offensive_rating: 'OFF_RATING' }],
    [cell.number, { defensive_rating: 'DEF_RATING', net_rating: 'NET_RATING' }],
  ],
  verify: [rulesOfPlayers('player_on_off_ratings', [netOf()])],
})
