import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import {
  ESTIMATED,
  GAMES,
  linesOfTeams,
  OF_TEAMS,
  RANKS,
  TEAM_SEASON,
  TRACKED_TYPES,
} from './season-totals.js'
import { ESTIMATED_LINE, rulesOfTeams } from './season-rules.js'

/**
 * Each team's estimated ratings and shares of a season: stats.nba.com teamestimatedmetrics.
 * Games, wins, losses and minutes were those of team_season_stats in all 30 rows of 2025-26. The first season is a guess.
 */
export default seasonTable('team_estimated_metrics', {
  ...OF_TEAMS,
  title: "each team's estimated ratings, pace and shares of a season",
  group: 'season-stats',
  endpoint: 'teamestimatedmetrics',
  resultSet: 'TeamEstimatedMetrics',
  since: 1996,
  seasonTypes: TRACKED_TYPES,
  table: 'team_estimated_metrics',
  fields: [...TEAM_SEASON, ...ESTIMATED, [cell.number, { estimated_team_turnover_pct: 'E_TM_TOV_PCT' }]],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_estimated_metrics', { counts: GAMES, minutes: 'minutes' }),
    rulesOfTeams('team_estimated_metrics', ESTIMATED_LINE),
  ],
})
