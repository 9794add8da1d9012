import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { linesOfTeams, OF_TEAMS, TEAM } from './season-totals.js'
import { SHOTS_OF_THE_LINES, TRACKED_SHOTS, trackedShots } from './tracked-shots.js'
import { rulesOfTeams, TRACKED_SHOTS_LINE } from './season-rules.js'

/**
 * Field goals of each team in a season as cameras counted them: stats.nba.com leaguedashteamptshot.
 * In 2025-26 at most one attempt more than in team_season_stats, and up to 131 fewer.
 */
export default seasonTable('team_tracked_shots', {
  ...trackedShots('leaguedashteamptshot'),
  ...OF_TEAMS,
  title: 'field goals of each team in a season as cameras counted them',
  table: 'team_tracked_shots',
  fields: [...TEAM, [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }], ...TRACKED_SHOTS],
  verify: [
    ...linesOfTeams('team_tracked_shots', { ...SHOTS_OF_THE_LINES, counts: { games_played: 'all' } }),
    rulesOfTeams('team_tracked_shots', TRACKED_SHOTS_LINE),
  ],
})
