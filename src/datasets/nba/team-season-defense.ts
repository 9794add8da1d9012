import { seasonTable } from '../kit/stats-table.js'
import { heldAgainst, measureRules, POINTS_OF_OPPONENTS } from './measure-checks.js'
import { DEFENSE } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON } from './season-totals.js'

/** What the Base measure has as well, with the corrections that it may be ahead of the lines. */
const COUNTED_BY_ALL = ['defensive_rebounds', 'steals', 'blocks']
const CORRECTED = { defensive_rebounds: 5, steals: 5, blocks: 5 }

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
  verify: [
    ...linesOfTeams('team_season_defense', {
      counts: GAMES,
      sums: COUNTED_BY_ALL,
      within: CORRECTED,
      minutes: 'minutes',
      noted: true,
    }),
    measureRules('team', 'team_season_defense'),
    heldAgainst('team', 'team_season_defense', 'team_season_advanced', {
      columns: ['defensive_rating', 'defensive_rebound_pct'],
    }),
    heldAgainst('team', 'team_season_defense', 'team_season_misc', { columns: POINTS_OF_OPPONENTS }),
  ],
})
