import { seasonTable } from '../kit/stats-table.js'
import { heldAgainst, measureRules } from './measure-checks.js'
import { USAGE } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/**
 * Each player's shares of the team's statistics while on the floor, of a season: stats.nba.com leaguedashplayerstats, MeasureType=Usage.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_usage', {
  ...measureOfPlayers('Usage'),
  follows: ['player_game_logs', 'player_season_advanced'],
  title: "each player's shares of what the team did while on the floor, of a season",
  table: 'player_season_usage',
  fields: [...PLAYER_SEASON, ...USAGE],
  leftOut: repeated(),
  verify: [
    ...linesOfPlayers('player_season_usage', { counts: GAMES, minutes: 'minutes', noted: true }),
    measureRules('player', 'player_season_usage'),
    heldAgainst('player', 'player_season_usage', 'player_season_advanced', { columns: ['usage_pct'] }),
  ],
})
