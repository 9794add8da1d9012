import { seasonTable } from '../kit/stats-table.js'
import { ADVANCED } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/**
 * Each team's ratings, pace and shares of a season: stats.nba.com leaguedashteamstats, MeasureType=Advanced.
 * The headers are those of a recorded answer with one team (averages, 2023-24); what differs from the logs is a note.
 */
export default seasonTable('team_season_advanced', {
  ...measureOfTeams('Advanced'),
  title: "each team's ratings, pace and shares of a season",
  table: 'team_season_advanced',
  fields: [...TEAM_SEASON, ...ADVANCED],
  leftOut: RANKS,
  verify: linesOfTeams('team_season_advanced', { counts: GAMES, minutes: 'minutes', noted: true }),
})
