import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { SPEED_DISTANCE, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'
import { DISTANCE_LINE, rulesOfTeams } from './season-rules.js'

/**
 * Speed and distance of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=SpeedDistance.
 * Minutes are those of all five on the floor.
 */
export default seasonTable('team_tracking_speed', {
  ...trackingOfTeams('SpeedDistance'),
  title: 'speed and distance of each team in a season',
  table: 'team_tracking_speed',
  guard: 'team_id',
  fields: [...TRACKED_TEAM, ...SPEED_DISTANCE],

  verify: [
    ...linesOfTeams('team_tracking_speed', { counts: GAMES, mayLack: true }),
    rulesOfTeams('team_tracking_speed', DISTANCE_LINE),
  ],
})
