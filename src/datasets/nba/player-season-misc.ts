import { seasonTable } from '../kit/stats-table.js'
import { MISC } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/**
 * Each player's points of a season in the paint, on fast breaks, off turnovers, on second chances: stats.nba.com leaguedashplayerstats, MeasureType=Misc.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_misc', {
  ...measureOfPlayers('Misc'),
  title: "each player's points of a season in the paint, on fast breaks, off turnovers",
  table: 'player_season_misc',
  fields: [...PLAYER_SEASON, ...MISC],
  leftOut: repeated('BLK', 'BLKA', 'PF', 'PFD', 'NBA_FANTASY_PTS'),
  verify: linesOfPlayers('player_season_misc', { counts: GAMES, minutes: 'minutes', noted: true }),
})
