import type { TableName } from '../kit/fields.js'
import type { Check, LinesOfTheSeason, LineRule, RatiosOfTheLines } from '../kit/verify.js'
import { paceRules } from './advanced-rules.js'
import { ratio } from './box-lines.js'
import { GAMES, linesOfPlayers, linesOfTeams } from './season-totals.js'
import { netOf, rulesOfPlayers, rulesOfTeams, WINS_LINE } from './season-rules.js'
import { countsOfMisc, PARTS_OF_THE_MADE, SHARES_OF_A_LINE, SHARES_OF_MISC } from './scoring-rules.js'

/**
 * What the measures of a season are held against beside the logs: themselves, and each other. Of these measures one line
 * is recorded, Advanced of a team; the same identities were seen in box scores, as is told of each. So all are noted.
 */
const OF = {
  player: { who: 'player_name', lines: linesOfPlayers, rules: rulesOfPlayers },
  team: { who: 'team_name', lines: linesOfTeams, rules: rulesOfTeams },
} as const

type Of = keyof typeof OF

/** What must agree within a line of the measure. */
export const measureRules = (of: Of, table: TableName, rules: readonly LineRule[] = []): Check => ({
  ...OF[of].rules(table, [...WINS_LINE, ...rules]),
  noted: true,
})

/** A measure has the values of another one, or ratios of its counts. */
export const heldAgainst = (
  of: Of,
  table: TableName,
  other: TableName,
  { columns = [], ratios = {}, and }: Partial<Pick<LinesOfTheSeason, 'columns' | 'ratios' | 'and'>>,
): Check => ({
  kind: 'lines-of-the-season',
  table,
  with: other,
  subject: `${of}_id`,
  columns,
  ratios,
  ...(and && { and }),
  who: OF[of].who,
  noted: true,
})

/** Ratings, pace and bounds: in the recorded line, and in 38 player and 4 team lines of box scores. */
export const ADVANCED_LINE: readonly LineRule[] = [netOf(), netOf('estimated_'), ...paceRules(48)]

/** Points by how they came about: a player's add up to the team's, the opponents' are the other team's. Both lines of a box score. */
export const OWN_POINTS = [
  'points_off_turnovers',
  'points_second_chance',
  'points_fast_break',
  'points_paint',
] as const
export const POINTS_OF_OPPONENTS = OWN_POINTS.map((points) => `opponent_${points}`)

/** Shooting and free throws of the opponents: the same as of a team, in 2 lines of a box score. */
export const OPPONENTS_SHOOTING: RatiosOfTheLines['ratios'] = {
  opponent_effective_field_goal_pct: ratio(
    { opponent_field_goals_made: 1, opponent_three_pointers_made: 0.5 },
    { opponent_field_goals_attempted: 1 },
  ),
  opponent_free_throw_attempt_rate: ratio(
    { opponent_free_throws_attempted: 1 },
    { opponent_field_goals_attempted: 1 },
  ),
}

/** What a defense has of the Base measure, which may be ahead of the lines by so many corrections, and of others. */
export function defenseChecks(of: Of): readonly Check[] {
  const table = `${of}_season_defense` as const
  const corrected = of === 'team' ? 5 : 2
  return [
    ...OF[of].lines(table, {
      counts: GAMES,
      sums: ['defensive_rebounds', 'steals', 'blocks'],
      within: { defensive_rebounds: corrected, steals: corrected, blocks: corrected },
      minutes: 'minutes',
      noted: true,
    }),
    measureRules(of, table),
    heldAgainst(of, table, `${of}_season_advanced`, {
      columns: ['defensive_rating', 'defensive_rebound_pct'],
    }),
    heldAgainst(of, table, `${of}_season_misc`, { columns: POINTS_OF_OPPONENTS }),
  ]
}

/** Shares of shots and points are those of the Base and the misc measure. */
export const scoringChecks = (of: Of): readonly Check[] => [
  measureRules(of, `${of}_season_scoring`, PARTS_OF_THE_MADE),
  heldAgainst(of, `${of}_season_scoring`, `${of}_season_stats`, {
    ratios: { ...SHARES_OF_A_LINE, ...SHARES_OF_MISC },
    and: countsOfMisc(`${of}_season_misc`),
  }),
]
