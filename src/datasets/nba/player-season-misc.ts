import { seasonTable } from '../kit/stats-table.js'
import { measureRules, OWN_POINTS } from './measure-checks.js'
import { MISC } from './measures.js'
import {
  GAMES,
  linesOfPlayers,
  measureOfPlayers,
  PLAYER_SEASON,
  repeated,
  sumsOfItsTeams,
} from './season-totals.js'

/**
 * Each player's points of a season in the paint, on fast breaks, off turnovers, on second chances: stats.nba.com leaguedashplayerstats, MeasureType=Misc.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_misc', {
  ...measureOfPlayers('Misc'),
  follows: ['player_game_logs', 'team_season_misc'],
  title: "each player's points of a season in the paint, on fast breaks, off turnovers",
  table: 'player_season_misc',
  fields: [...PLAYER_SEASON, ...MISC],
  leftOut: repeated('BLK', 'BLKA', 'PF', 'PFD', 'NBA_FANTASY_PTS'),
  verify: [
    ...linesOfPlayers('player_season_misc', { counts: GAMES, minutes: 'minutes', noted: true }),
    measureRules('player', 'player_season_misc'),
    { ...sumsOfItsTeams('player_season_misc', 'team_season_misc', OWN_POINTS), noted: true },
  ],
})
