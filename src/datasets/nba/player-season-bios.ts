import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import { TRUE_SHOOTING } from './advanced-rules.js'
import { rulesOfPlayers } from './season-rules.js'
import {
  AGE,
  OF_PLAYERS,
  PLAYER,
  sumsOfTheTeamLogs,
  TEAM_OF_PLAYER,
  totals,
  totalsOfPlayers,
} from './season-totals.js'

/**
 * Height, weight, college, draft and a few statistics of each player in a season: stats.nba.com leaguedashplayerbiostats.
 * Games, points, rebounds and assists were those of player_season_stats in all 535 rows of 2025-26, and so was the true
 * shooting that its counts make.
 */
export default seasonTable('player_season_bios', {
  ...OF_PLAYERS,
  follows: [...OF_PLAYERS.follows, 'player_season_stats'],
  title: 'height, weight, college, draft and shares of each player in a season',
  group: 'season-stats',
  endpoint: 'leaguedashplayerbiostats',
  resultSet: 'LeagueDashPlayerBioStats',
  params: totals(),
  since: 1996,
  table: 'player_season_bios',
  fields: [
    ...PLAYER,
    ...TEAM_OF_PLAYER,
    ...AGE,
    [cell.textOrNull, { height: 'PLAYER_HEIGHT' }],
    [cell.numeral, { height_inches: 'PLAYER_HEIGHT_INCHES', weight_pounds: 'PLAYER_WEIGHT' }],
    [cell.textOrNull, { college: 'COLLEGE', country: 'COUNTRY' }],
    [cell.textOrNull, { draft_year: 'DRAFT_YEAR', draft_round: 'DRAFT_ROUND', draft_number: 'DRAFT_NUMBER' }],
    [cell.count, { games_played: 'GP', points: 'PTS', rebounds: 'REB', assists: 'AST' }],
    [cell.number, { net_rating: 'NET_RATING', usage_pct: 'USG_PCT', true_shooting_pct: 'TS_PCT' }],
    [cell.number, { offensive_rebound_pct: 'OREB_PCT', defensive_rebound_pct: 'DREB_PCT' }],
    [cell.number, { assist_pct: 'AST_PCT' }],
  ],
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_season_bios', 'season', 'season_type'),
    totalsOfPlayers('player_season_bios', {
      counts: { games_played: 'all' },
      sums: ['points', 'rebounds', 'assists'],
      within: { points: 2, rebounds: 2, assists: 2 },
    }),
    rulesOfPlayers('player_season_bios', [
      { rule: 'used', columns: ['games_played', 'points', 'rebounds', 'assists', 'height'], from: 100 },
    ]),
    {
      kind: 'lines-of-the-season',
      table: 'player_season_bios',
      with: 'player_season_stats',
      subject: 'player_id',
      columns: ['games_played', 'points', 'rebounds', 'assists'],
      ratios: { true_shooting_pct: TRUE_SHOOTING },
      who: 'player_name',
    },
    sumsOfTheTeamLogs('player_season_bios', ['points', 'rebounds', 'assists']),
  ],
})
