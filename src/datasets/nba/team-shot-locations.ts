import { seasonTable } from '../kit/stats-table.js'
import { linesOfTeams, measure, OF_TEAMS, TEAM, TRACKED_TYPES } from './season-totals.js'
import { SHOT_ZONES, ZONES_OF_THE_LINES } from './shot-zones.js'
import { rulesOfTeams, ZONES_LINE } from './season-rules.js'

/**
 * Field goals of each team in a season by zone of the floor: stats.nba.com leaguedashteamshotlocations, whose headers are in two rows.
 * The zones' sums were the field goals of team_season_stats in all 30 rows of 2025-26.
 */
export default seasonTable('team_shot_locations', {
  ...OF_TEAMS,
  title: 'field goals of each team in a season by zone of the floor',
  group: 'shooting',
  endpoint: 'leaguedashteamshotlocations',
  resultSet: 'ShotLocations',
  params: measure('Base', '&DistanceRange=By Zone'),
  since: 1996,
  seasonTypes: TRACKED_TYPES,
  table: 'team_shot_locations',
  fields: [...TEAM, ...SHOT_ZONES],

  verify: [
    ...linesOfTeams('team_shot_locations', ZONES_OF_THE_LINES),
    rulesOfTeams('team_shot_locations', ZONES_LINE),
  ],
})
