import { seasonTable } from '../kit/stats-table.js'
import { FOUR_FACTORS } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/**
 * Each team's four factors of a season, and its opponents': stats.nba.com leaguedashteamstats, MeasureType=Four Factors.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('team_season_four_factors', {
  ...measureOfTeams('Four Factors'),
  title: "each team's four factors of a season, and its opponents'",
  table: 'team_season_four_factors',
  fields: [...TEAM_SEASON, ...FOUR_FACTORS],
  leftOut: RANKS,
  verify: linesOfTeams('team_season_four_factors', { counts: GAMES, minutes: 'minutes', noted: true }),
})
