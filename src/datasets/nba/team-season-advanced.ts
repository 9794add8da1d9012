import { seasonTable } from '../kit/stats-table.js'
import { OFFENSIVE_RATING, RATIOS_OF_TEAMS } from './advanced-rules.js'
import { ADVANCED_LINE, heldAgainst, measureRules } from './measure-checks.js'
import { ADVANCED } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/** Without turnovers: the recorded line counts the team's own, which the Base measure does not. */
const { assist_to_turnover: _, ...OF_SHOTS } = RATIOS_OF_TEAMS

/**
 * Each team's ratings, pace and shares of a season: stats.nba.com leaguedashteamstats, MeasureType=Advanced.
 * The headers are those of a recorded answer with one team (averages, 2023-24); what differs from the logs is a note.
 */
export default seasonTable('team_season_advanced', {
  ...measureOfTeams('Advanced'),
  follows: ['team_game_logs', 'team_season_stats'],
  title: "each team's ratings, pace and shares of a season",
  table: 'team_season_advanced',
  fields: [...TEAM_SEASON, ...ADVANCED],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_season_advanced', { counts: GAMES, minutes: 'minutes', noted: true }),
    measureRules('team', 'team_season_advanced', ADVANCED_LINE),
    heldAgainst('team', 'team_season_advanced', 'team_season_stats', {
      ratios: { ...OF_SHOTS, ...OFFENSIVE_RATING },
      and: { with: 'team_season_advanced', columns: ['possessions'] },
    }),
  ],
})
