import { measuredLog, mirrored } from './measured-log.js'
import { MISC } from './measures.js'

/** Points of each team by how they came about, and its opponent's. They have no second source. */
export default measuredLog('team_game_logs_misc', {
  of: 'team',
  type: 'Misc',
  title: "each team's points off turnovers, on breaks, in the paint by game",
  fields: MISC,
  leftOut: { 'of team_game_logs_base': ['BLK', 'BLKA', 'PF', 'PFD'] },
  verify: [
    mirrored('team_game_logs_misc', {
      game_minutes: 'game_minutes',
      points_off_turnovers: 'opponent_points_off_turnovers',
      points_second_chance: 'opponent_points_second_chance',
      points_fast_break: 'opponent_points_fast_break',
      points_paint: 'opponent_points_paint',
    }),
  ],
})
