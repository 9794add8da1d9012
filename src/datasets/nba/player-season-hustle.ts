import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { HUSTLE_SUMS } from './hustle-rules.js'
import {
  AGE,
  HUSTLE,
  totalsOfPlayers,
  MINUTES,
  OF_PLAYERS,
  PLAYER,
  sumsOfItsTeams,
  TEAM_OF_PLAYER,
  totals,
  TRACKED_TYPES,
} from './season-totals.js'
import { HUSTLE_LINE, rulesOfPlayers } from './season-rules.js'

/**
 * Each player's hustle statistics of a season: stats.nba.com leaguehustlestatsplayer. Observers counted them from the
 * playoffs of 2015-16 on. In 2025-26, 532 of 535 players have a row, 270 of them with fewer games than in player_season_stats,
 * none with more, and none with a minute more;
 * together they have what the teams have.
 */
export default seasonTable('player_season_hustle', {
  ...OF_PLAYERS,
  follows: [...OF_PLAYERS.follows, 'team_season_hustle'],
  title: "each player's hustle statistics of a season",
  group: 'tracking',
  endpoint: 'leaguehustlestatsplayer',
  resultSet: 'HustleStatsPlayer',
  params: totals(),
  since: 2015,
  seasonTypes: TRACKED_TYPES,
  emptyIsAnAnswer: ['2015-16'], // its regular season
  table: 'player_season_hustle',
  fields: [
    ...PLAYER,
    ...TEAM_OF_PLAYER,
    ...AGE,
    [cell.count, { games: 'G' }],
    ...MINUTES,
    ...HUSTLE,
    [
      cell.count,
      { box_out_team_rebounds: 'BOX_OUT_PLAYER_TEAM_REBS', box_out_rebounds: 'BOX_OUT_PLAYER_REBS' },
    ],
    [
      cell.number,
      { box_out_team_rebound_pct: 'PCT_BOX_OUTS_TEAM_REB', box_out_rebound_pct: 'PCT_BOX_OUTS_REB' },
    ],
  ],
  verify: [
    totalsOfPlayers('player_season_hustle', { counts: { games: 'all' }, minutes: 'minutes', mayLack: true }),
    sumsOfItsTeams('player_season_hustle', 'team_season_hustle', HUSTLE_SUMS),
    rulesOfPlayers('player_season_hustle', [
      { rule: 'used', columns: ['games'], from: 100 },
      ...HUSTLE_LINE,
      // In all 532 rows of 2025-26; the shares are of neither count of box outs.
      { rule: 'at-most', column: 'box_out_team_rebounds', most: 'box_outs' },
      { rule: 'at-most', column: 'box_out_rebounds', most: 'box_out_team_rebounds' },
    ]),
  ],
})
