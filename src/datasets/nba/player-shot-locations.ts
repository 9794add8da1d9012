import { seasonTable } from '../kit/stats-table.js'
import {
  AGE,
  totalsOfPlayers,
  measure,
  OF_PLAYERS,
  PLAYER,
  sumsOfItsTeams,
  TEAM_OF_PLAYER,
  TRACKED_TYPES,
} from './season-totals.js'
import { SHOT_ZONES, ZONES, ZONES_OF_THE_LINES } from './shot-zones.js'
import { rulesOfPlayers, ZONES_LINE } from './season-rules.js'

/**
 * Field goals of each player in a season by zone of the floor: stats.nba.com leaguedashplayershotlocations, whose headers are in two rows.
 * The zones' sums were the field goals of player_season_stats in all 535 rows of 2025-26.
 */
export default seasonTable('player_shot_locations', {
  ...OF_PLAYERS,
  follows: [...OF_PLAYERS.follows, 'team_shot_locations'],
  title: 'field goals of each player in a season by zone of the floor',
  group: 'shooting',
  endpoint: 'leaguedashplayershotlocations',
  resultSet: 'ShotLocations',
  params: measure('Base', '&DistanceRange=By Zone'),
  since: 1996,
  seasonTypes: TRACKED_TYPES,
  table: 'player_shot_locations',

  fields: [...PLAYER, ...TEAM_OF_PLAYER, ...AGE, ...SHOT_ZONES],
  leftOut: { 'in player_season_stats': ['NICKNAME'] },
  verify: [
    totalsOfPlayers('player_shot_locations', ZONES_OF_THE_LINES),
    sumsOfItsTeams(
      'player_shot_locations',
      'team_shot_locations',
      ZONES.flatMap((zone) => [`${zone}_made`, `${zone}_attempted`]),
    ),
    rulesOfPlayers('player_shot_locations', ZONES_LINE),
  ],
})
