import { seasonTable } from '../kit/stats-table.js'
import { HUSTLE, linesOfTeams, MINUTES, OF_TEAMS, TEAM, totals, TRACKED_TYPES } from './season-totals.js'
import { HUSTLE_LINE, rulesOfTeams } from './season-rules.js'

/**
 * Each team's hustle statistics of a season: stats.nba.com leaguehustlestatsteam. Observers counted them from the playoffs
 * of 2015-16 on. Minutes are those of the games that they saw, never more than in team_season_stats.
 */
export default seasonTable('team_season_hustle', {
  ...OF_TEAMS,
  title: "each team's hustle statistics of a season",
  group: 'tracking',
  endpoint: 'leaguehustlestatsteam',
  resultSet: 'HustleStatsTeam',
  params: totals(),
  since: 2015,
  seasonTypes: TRACKED_TYPES,
  emptyIsAnAnswer: ['2015-16'], // its regular season
  table: 'team_season_hustle',
  fields: [...TEAM, ...MINUTES, ...HUSTLE],
  verify: [
    ...linesOfTeams('team_season_hustle', { minutes: 'minutes', mayLack: true }),
    rulesOfTeams('team_season_hustle', HUSTLE_LINE),
  ],
})
