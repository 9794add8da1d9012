import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { everyLogged } from '../kit/verify.js'
import {
  ESTIMATED,
  GAMES,
  totalsOfPlayers,
  OF_PLAYERS,
  PLAYER,
  RANKS,
  TRACKED_TYPES,
  WIN_PCT,
  WINS_AND_LOSSES,
} from './season-totals.js'
import { ESTIMATED_LINE, rulesOfPlayers } from './season-rules.js'

/**
 * Each player's estimated ratings and shares of a season: stats.nba.com playerestimatedmetrics. Minutes are those of a game.
 * Games, wins and losses were those of player_season_stats in all 535 rows of 2025-26, and the minutes theirs of an average game. The first season is a guess.
 */
export default seasonTable('player_estimated_metrics', {
  ...OF_PLAYERS,
  title: "each player's estimated ratings, pace and shares of a season",
  group: 'season-stats',
  endpoint: 'playerestimatedmetrics',
  resultSet: 'PlayerEstimatedMetrics',
  since: 1996,
  seasonTypes: TRACKED_TYPES,
  table: 'player_estimated_metrics',
  fields: [
    ...PLAYER,
    ...WINS_AND_LOSSES,
    ...WIN_PCT,
    [cell.number, { minutes_per_game: 'MIN' }],
    ...ESTIMATED,
    [cell.number, { estimated_turnover_pct: 'E_TOV_PCT', estimated_usage_pct: 'E_USG_PCT' }],
  ],
  leftOut: RANKS,
  verify: [
    everyLogged('player_game_logs', 'player_id', 'player_estimated_metrics', 'season', 'season_type'),
    totalsOfPlayers('player_estimated_metrics', {
      counts: GAMES,
      minutesPerGame: 'minutes_per_game',
    }),
    rulesOfPlayers('player_estimated_metrics', ESTIMATED_LINE),
  ],
})
