import { seasonTable } from '../kit/stats-table.js'
import { ADVANCED, ADVANCED_OF_PLAYERS } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/**
 * Each player's ratings, pace and shares of a season: stats.nba.com leaguedashplayerstats, MeasureType=Advanced.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_advanced', {
  ...measureOfPlayers('Advanced'),
  title: "each player's ratings, pace and shares of a season",
  table: 'player_season_advanced',
  fields: [...PLAYER_SEASON, ...ADVANCED, ...ADVANCED_OF_PLAYERS],
  leftOut: {
    ...repeated('FGM', 'FGA', 'FG_PCT', 'FGM_PG', 'FGA_PG'),
    'ratings with other digits': ['sp_work_*'],
  },
  verify: linesOfPlayers('player_season_advanced', { counts: GAMES, minutes: 'minutes', noted: true }),
})
