import { seasonTable } from '../kit/stats-table.js'
import { GAMES, linesOfTeams } from './season-totals.js'
import { SPEED_DISTANCE, TRACKED_TEAM, trackingOfTeams } from './tracking-measures.js'
import { DISTANCE_LINE, rulesOfTeams } from './season-rules.js'

/**
 * Speed and distance of each team in a season: stats.nba.com leaguedashptstats, PtMeasureType=SpeedDistance.
 * Minutes are those of all five on the floor: in 28 rows of 2025-26 those of the lines, in two a game fewer.
 */
export default seasonTable('team_tracking_speed', {
  ...trackingOfTeams('SpeedDistance'),
  title: 'speed and distance of each team in a season',
  table: 'team_tracking_speed',
  fields: [...TRACKED_TEAM, ...SPEED_DISTANCE],

  verify: [
    ...linesOfTeams('team_tracking_speed', { counts: GAMES, sums: ['minutes'], mayLack: true }),
    rulesOfTeams('team_tracking_speed', DISTANCE_LINE),
  ],
})
