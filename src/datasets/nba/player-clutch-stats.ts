import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { COUNTED } from './counted.js'
import { BASE } from './measures.js'
import {
  CLUTCH,
  IN_THE_CLUTCH,
  totalsOfPlayers,
  measure,
  OF_PLAYERS,
  PLAYER_SEASON,
  repeated,
  sumsOfItsTeams,
} from './season-totals.js'
import { PART_OF_A_SEASON } from './line-rules.js'
import { rulesOfPlayers } from './season-rules.js'

/**
 * Each player's totals of a season in the last five minutes of games within five points: stats.nba.com leaguedashplayerclutch.
 * They are at most the season's, and in 2025-26 add up to the teams'.
 */
export default seasonTable('player_clutch_stats', {
  ...OF_PLAYERS,
  follows: [...OF_PLAYERS.follows, 'team_clutch_stats'],
  title: "each player's totals of a season in the last five minutes of close games",
  group: 'season-stats',
  endpoint: 'leaguedashplayerclutch',
  resultSet: 'LeagueDashPlayerClutch',
  params: measure('Base', CLUTCH),
  since: 1996,
  table: 'player_clutch_stats',
  fields: [
    ...PLAYER_SEASON,
    ...BASE,
    [cell.difference, { plus_minus: 'PLUS_MINUS' }],
    [cell.number, { fantasy_points: 'NBA_FANTASY_PTS' }],
  ],
  leftOut: {
    ...repeated(),
    'the same in all rows': ['GROUP_SET'],
    'of another league': ['WNBA_FANTASY_PTS'],
    'never in five minutes': ['DD2', 'TD3'],
  },
  verify: [
    totalsOfPlayers('player_clutch_stats', IN_THE_CLUTCH),
    sumsOfItsTeams('player_clutch_stats', 'team_clutch_stats', [...COUNTED, 'rebounds']),
    rulesOfPlayers('player_clutch_stats', PART_OF_A_SEASON),
  ],
})
