import { seasonTable } from '../kit/stats-table.js'
import type { LineRule } from '../kit/verify.js'
import { COUNTED } from './counted.js'
import { measureRules } from './measure-checks.js'
import { OPPONENT } from './measures.js'
import { GAMES, linesOfTeams, measureOfTeams, RANKS, TEAM_SEASON, totalsOfTeams } from './season-totals.js'

const SUMMED = [...COUNTED, 'rebounds', 'turnovers']
/** The opponents' shares, points and rebounds, as those of any line. */
const OPPONENTS_LINE: readonly LineRule[] = [
  ...['field_goal', 'three_pointer', 'free_throw'].map((shot): LineRule => ({
    rule: 'share',
    column: `opponent_${shot}_pct`,
    part: `opponent_${shot}s_made`,
    of: [`opponent_${shot}s_attempted`],
  })),
  {
    rule: 'total',
    column: 'opponent_points',
    of: { opponent_field_goals_made: 2, opponent_three_pointers_made: 1, opponent_free_throws_made: 1 },
  },
  {
    rule: 'total',
    column: 'opponent_rebounds',
    of: { opponent_offensive_rebounds: 1, opponent_defensive_rebounds: 1 },
  },
]
/** Corrections that one of the two tables has first, as in the Base measure. */
const CORRECTED = 5

/**
 * The totals of each team's opponents of a season: stats.nba.com leaguedashteamstats, MeasureType=Opponent.
 * No answer is recorded: the headers are as published programs list them, and what differs from the logs is a note. What
 * the Base measure says of a team's opponents was the sum of their lines in 45 recorded rows.
 */
export default seasonTable('team_season_opponent', {
  ...measureOfTeams('Opponent'),
  title: "the totals of each team's opponents of a season",
  table: 'team_season_opponent',
  fields: [...TEAM_SEASON, ...OPPONENT],
  leftOut: RANKS,
  verify: [
    ...linesOfTeams('team_season_opponent', {
      counts: GAMES,
      sums: ['plus_minus'],
      minutes: 'minutes',
      within: { plus_minus: CORRECTED },
      noted: true,
    }),
    totalsOfTeams('team_season_opponent', {
      opponents: true,
      parts: Object.fromEntries(SUMMED.map((column) => [column, [`opponent_${column}`]])),
      within: Object.fromEntries(SUMMED.map((column) => [column, CORRECTED])),
      further: true,
      noted: true,
    }),
    measureRules('team', 'team_season_opponent', OPPONENTS_LINE),
  ],
})
