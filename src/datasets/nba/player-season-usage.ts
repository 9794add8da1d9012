import { seasonTable } from '../kit/stats-table.js'
import { USAGE } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/**
 * Each player's shares of the team's statistics while on the floor, of a season: stats.nba.com leaguedashplayerstats, MeasureType=Usage.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_usage', {
  ...measureOfPlayers('Usage'),
  title: "each player's shares of what the team did while on the floor, of a season",
  table: 'player_season_usage',
  fields: [...PLAYER_SEASON, ...USAGE],
  leftOut: repeated(),
  verify: linesOfPlayers('player_season_usage', { counts: GAMES, minutes: 'minutes', noted: true }),
})
