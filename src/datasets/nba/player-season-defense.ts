import { seasonTable } from '../kit/stats-table.js'
import { defenseChecks, heldAgainst } from './measure-checks.js'
import { DEFENSE, DEFENSE_OF_PLAYERS } from './measures.js'
import { measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/**
 * Each player's defense of a season: stats.nba.com leaguedashplayerstats, MeasureType=Defense.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_defense', {
  ...measureOfPlayers('Defense'),
  follows: ['player_game_logs', 'player_season_advanced', 'player_season_misc', 'player_season_usage'],
  title: "each player's defense of a season",
  table: 'player_season_defense',
  fields: [...PLAYER_SEASON, ...DEFENSE, ...DEFENSE_OF_PLAYERS],
  leftOut: { ...repeated(), 'DEF_WS with more digits': ['DEF_WS_RAW'] },
  verify: [
    ...defenseChecks('player'),
    heldAgainst('player', 'player_season_defense', 'player_season_usage', {
      columns: ['rebounds_defensive_pct', 'steals_pct', 'blocks_pct'],
    }),
  ],
})
