import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { linesOfTeams, OF_TEAMS, TEAM, totals, totalsOfTeams, TRACKED_TYPES } from './season-totals.js'
import { DEFENDED_SHOTS } from './tracked-shots.js'
import { DEFENDED_LINE, rulesOfTeams } from './season-rules.js'

/**
 * Field goals that each team defended in a season: stats.nba.com leaguedashptteamdefend, DefenseCategory=Overall.
 * In all 30 rows of 2025-26 none are more than those of the opponents' lines.
 */
export default seasonTable('team_tracked_defense', {
  ...OF_TEAMS,
  title: 'field goals that each team defended in a season',
  group: 'tracking',
  endpoint: 'leaguedashptteamdefend',
  resultSet: 'LeagueDashPtTeamDefend',
  params: totals('DefenseCategory=Overall'),
  since: 2013,
  seasonTypes: TRACKED_TYPES,
  table: 'team_tracked_defense',
  fields: [...TEAM, [cell.textOrNull, { team_abbreviation: 'TEAM_ABBREVIATION' }], ...DEFENDED_SHOTS],
  verify: [
    ...linesOfTeams('team_tracked_defense', { counts: { games_played: 'all' }, mayLack: true }),
    totalsOfTeams('team_tracked_defense', {
      sums: ['field_goals_made', 'field_goals_attempted'],
      within: { field_goals_made: 2, field_goals_attempted: 2 },
      opponents: true,
      mayLack: true,
    }),
    rulesOfTeams('team_tracked_defense', DEFENDED_LINE),
  ],
})
