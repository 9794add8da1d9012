import { seasonTable } from '../kit/stats-table.js'
import { defenseChecks } from './measure-checks.js'
import { DEFENSE } from './measures.js'
import { measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/**
 * Each team's defense of a season: stats.nba.com leaguedashteamstats, MeasureType=Defense.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('team_season_defense', {
  ...measureOfTeams('Defense'),
  follows: ['team_game_logs', 'team_season_advanced', 'team_season_misc'],
  title: "each team's defense of a season",
  table: 'team_season_defense',
  fields: [...TEAM_SEASON, ...DEFENSE],
  leftOut: RANKS,
  verify: defenseChecks('team'),
})
