import { seasonTable } from '../kit/stats-table.js'
import { RATIOS } from './advanced-rules.js'
import { ADVANCED_LINE, heldAgainst, measureRules } from './measure-checks.js'
import { ADVANCED, ADVANCED_OF_PLAYERS } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/** What the biographies have too. No season is recorded of which both are. */
const IN_BIOS = [
  'net_rating',
  'usage_pct',
  'true_shooting_pct',
  'offensive_rebound_pct',
  'defensive_rebound_pct',
  'assist_pct',
]

/**
 * Each player's ratings, pace and shares of a season: stats.nba.com leaguedashplayerstats, MeasureType=Advanced.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_advanced', {
  ...measureOfPlayers('Advanced'),
  follows: ['player_game_logs', 'player_season_stats', 'player_season_bios'],
  title: "each player's ratings, pace and shares of a season",
  table: 'player_season_advanced',
  fields: [...PLAYER_SEASON, ...ADVANCED, ...ADVANCED_OF_PLAYERS],
  leftOut: {
    ...repeated('FGM', 'FGA', 'FG_PCT', 'FGM_PG', 'FGA_PG'),
    'ratings with other digits': ['sp_work_*'],
  },
  verify: [
    ...linesOfPlayers('player_season_advanced', { counts: GAMES, minutes: 'minutes', noted: true }),
    measureRules('player', 'player_season_advanced', ADVANCED_LINE),
    heldAgainst('player', 'player_season_advanced', 'player_season_stats', { ratios: RATIOS }),
    heldAgainst('player', 'player_season_advanced', 'player_season_bios', { columns: IN_BIOS }),
  ],
})
