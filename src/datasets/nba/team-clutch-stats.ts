import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { BASE } from './measures.js'
import {
  CLUTCH,
  IN_THE_CLUTCH,
  teamsByName,
  totalsOfTeams,
  measure,
  OF_TEAMS,
  RANKS,
  TEAM_SEASON,
} from './season-totals.js'
import { PART_OF_A_SEASON, USED_BY_TEAMS } from './line-rules.js'
import { rulesOfTeams } from './season-rules.js'

/**
 * Each team's totals of a season in the last five minutes of games within five points: stats.nba.com leaguedashteamclutch.
 * They are at most the season's, and all 30 of 2025-26 together won as often as they lost, as far ahead as behind.
 */
export default seasonTable('team_clutch_stats', {
  ...OF_TEAMS,
  title: "each team's totals of a season in the last five minutes of close games",
  group: 'season-stats',
  endpoint: 'leaguedashteamclutch',
  resultSet: 'LeagueDashTeamClutch',
  params: measure('Base', CLUTCH),
  since: 1996,
  table: 'team_clutch_stats',
  fields: [...TEAM_SEASON, ...BASE, [cell.teamDifference, { plus_minus: 'PLUS_MINUS' }]],
  leftOut: RANKS,
  verify: [
    totalsOfTeams('team_clutch_stats', IN_THE_CLUTCH),
    teamsByName('team_clutch_stats', 'team_name'),
    rulesOfTeams('team_clutch_stats', [...PART_OF_A_SEASON, USED_BY_TEAMS]),
    {
      kind: 'as-many-won-as-lost',
      table: 'team_clutch_stats',
      of: 'season-type',
      zero: 'plus_minus',
      even: { blocks: 'blocked_attempts', personal_fouls: 'personal_fouls_drawn' },
    },
  ],
})
