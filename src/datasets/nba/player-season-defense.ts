import { seasonTable } from '../kit/stats-table.js'
import { heldAgainst, measureRules, POINTS_OF_OPPONENTS } from './measure-checks.js'
import { DEFENSE, DEFENSE_OF_PLAYERS } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/** What the Base measure has as well, with the corrections that it may be ahead of the lines. */
const COUNTED_BY_ALL = ['defensive_rebounds', 'steals', 'blocks']
const CORRECTED = { defensive_rebounds: 2, steals: 2, blocks: 2 }

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
    ...linesOfPlayers('player_season_defense', {
      counts: GAMES,
      sums: COUNTED_BY_ALL,
      within: CORRECTED,
      minutes: 'minutes',
      noted: true,
    }),
    measureRules('player', 'player_season_defense'),
    heldAgainst('player', 'player_season_defense', 'player_season_advanced', {
      columns: ['defensive_rating', 'defensive_rebound_pct'],
    }),
    heldAgainst('player', 'player_season_defense', 'player_season_misc', { columns: POINTS_OF_OPPONENTS }),
    heldAgainst('player', 'player_season_defense', 'player_season_usage', {
      columns: ['rebounds_defensive_pct', 'steals_pct', 'blocks_pct'],
    }),
  ],
})
