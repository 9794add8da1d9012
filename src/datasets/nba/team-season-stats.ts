import { cell } from '../kit/cells.js'
import { seasonTable } from '../kit/stats-table.js'
import { COUNTED } from './counted.js'
import { TEAM_SEASON_LINE } from './line-rules.js'
import { BASE } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON, totalsOfTeams } from './season-totals.js'

/** Corrections that one of the two tables has first: up to 2 in a column in the 46 recorded rows, and room for some more. */
const CORRECTED = 5
/** Plus/minus too, of which the lines' fractions are cut off. */
const SUMMED = [...COUNTED, 'rebounds', 'turnovers', 'plus_minus']

/**
 * Each team's totals of the season: stats.nba.com leaguedashteamstats, MeasureType=Base.
 * All 30 teams of 2025-26, 15 of 2023-24 and a team's playoffs agree with the lines but for corrections of one or two.
 * Minutes are those of the games, a fifth of the lines'.
 */
export default seasonTable('team_season_stats', {
  ...measureOfTeams('Base'),
  title: "each team's totals of the season",
  table: 'team_season_stats',
  fields: [...TEAM_SEASON, ...BASE, [cell.teamDifference, { plus_minus: 'PLUS_MINUS' }]],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_season_stats', {
      counts: GAMES,
      sums: SUMMED,
      minutes: 'minutes',
      within: Object.fromEntries(SUMMED.map((column) => [column, CORRECTED])),
    }),
    // What was blocked the opponents blocked, and fouls that were drawn are theirs: in all 45 teams but for one.
    totalsOfTeams('team_season_stats', {
      opponents: true,
      parts: { blocks: ['blocked_attempts'], personal_fouls: ['personal_fouls_drawn'] },
      within: { blocks: CORRECTED, personal_fouls: CORRECTED },
      whereUsed: true,
      further: true,
    }),
    {
      kind: 'rules-of-a-line',
      table: 'team_season_stats',
      subject: 'team_id',
      who: 'team_name',
      rules: TEAM_SEASON_LINE,
    },
  ],
})
