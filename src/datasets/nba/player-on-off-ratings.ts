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
  follows: ['player_on_off_stats', 'team_season_stats'],
  verify: [
    rulesOfPlayers('player_on_off_ratings', [netOf()]),
    // Both answers have the same games and minutes, of all 22 players of the one team that is recorded.
    {
      kind: 'repeated-values',
      table: 'player_on_off_ratings',
      with: 'player_on_off_stats',
      on: Object.fromEntries(
        ['season', 'season_type', 'team_id', 'player_id', 'is_on_court'].map((column) => [column, column]),
      ),
      values: { games_played: 'games_played', minutes: 'minutes' },
      within: { minutes: 0.51 },
      of: 'season-type',
      subject: 'player_id',
      who: 'player_name',
      noted: true,
    },
  ],
})
