import { seasonTable } from '../kit/stats-table.js'
import { EFFECTIVE_FIELD_GOALS } from './advanced-rules.js'
import { ratio } from './box-lines.js'
import { heldAgainst, measureRules, OPPONENTS_SHOOTING } from './measure-checks.js'
import { FOUR_FACTORS } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/** Ratios of the Base measure's counts: in both teams' lines of a box score. */
const SHOOTING = {
  effective_field_goal_pct: EFFECTIVE_FIELD_GOALS,
  free_throw_attempt_rate: ratio({ free_throws_attempted: 1 }, { field_goals_attempted: 1 }),
}

/**
 * Each team's four factors of a season, and its opponents': stats.nba.com leaguedashteamstats, MeasureType=Four Factors.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note.
 */
export default seasonTable('team_season_four_factors', {
  ...measureOfTeams('Four Factors'),
  follows: ['team_game_logs', 'team_season_stats', 'team_season_advanced', 'team_season_opponent'],
  title: "each team's four factors of a season, and its opponents'",
  table: 'team_season_four_factors',
  fields: [...TEAM_SEASON, ...FOUR_FACTORS],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_season_four_factors', { counts: GAMES, minutes: 'minutes', noted: true }),
    measureRules('team', 'team_season_four_factors'),
    heldAgainst('team', 'team_season_four_factors', 'team_season_stats', { ratios: SHOOTING }),
    heldAgainst('team', 'team_season_four_factors', 'team_season_opponent', { ratios: OPPONENTS_SHOOTING }),
    // As in the box scores of one game, both of its teams.
    heldAgainst('team', 'team_season_four_factors', 'team_season_advanced', {
      columns: ['team_turnover_pct', 'offensive_rebound_pct'],
    }),
  ],
})
