import { seasonTable } from '../kit/stats-table.js'
import { scoringChecks } from './measure-checks.js'
import { SCORING } from './measures.js'
import { GAMES, linesOfPlayers, measureOfPlayers, PLAYER_SEASON, repeated } from './season-totals.js'

/**
 * What each player's points and field goals of a season were made of: stats.nba.com leaguedashplayerstats, MeasureType=Scoring.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('player_season_scoring', {
  ...measureOfPlayers('Scoring'),
  follows: ['player_game_logs', 'player_season_stats', 'player_season_misc'],
  title: "what each player's points and field goals of a season were made of",
  table: 'player_season_scoring',
  fields: [...PLAYER_SEASON, ...SCORING],
  leftOut: repeated('FGM', 'FGA', 'FG_PCT', 'FGM_PG', 'FGA_PG'),
  verify: [
    ...linesOfPlayers('player_season_scoring', { counts: GAMES, minutes: 'minutes', noted: true }),
    ...scoringChecks('player'),
  ],
})
