import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { linesOfTeams, OF_TEAMS, TEAM, totalsOfTeams } from './season-totals.js'
import { SHOTS_OF_THE_LINES, TRACKED_SHOTS, trackedShots } from './tracked-shots.js'
import { rulesOfTeams, TRACKED_SHOTS_LINE } from './season-rules.js'

/**
 * Field goals of each team's opponents in a season as cameras counted them: stats.nba.com leaguedashoppptshot.
 * In all 30 rows of 2025-26 they are at most one more than those of the opponents' lines.
 */
export default seasonTable('opponent_tracked_shots', {
  ...trackedShots('leaguedashoppptshot'),
  ...OF_TEAMS,
  title: "field goals of each team's opponents in a season as cameras counted them",
  table: 'opponent_tracked_shots',
  fields: [...TEAM, [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }], ...TRACKED_SHOTS],
  verify: [
    ...linesOfTeams('opponent_tracked_shots', { counts: { games_played: 'all' }, mayLack: true }),
    totalsOfTeams('opponent_tracked_shots', { ...SHOTS_OF_THE_LINES, opponents: true }),
    rulesOfTeams('opponent_tracked_shots', TRACKED_SHOTS_LINE),
  ],
})
