import type { Judge } from '../kit/define.js'
import { Refusal, valueAt } from '../kit/reader.js'
import type { Check, LineRule } from '../kit/verify.js'
import { shotRules, teamsOfTheLog } from './box-lines.js'
import { COUNTED } from './counted.js'
import { POINTS_OF_PERIODS } from './live-box-fields.js'
import { PLAYER_LINE, SHARES_OF_SHOTS, TEAM_LINE } from './line-rules.js'

/** Statistics of the players that add up to the team's, in the recorded file. */
export const SUMS_OF_LIVE_LINES = [
  ...COUNTED,
  'two_pointers_made',
  'two_pointers_attempted',
  'blocked_attempts',
  'personal_fouls_drawn',
  'offensive_fouls',
  'points_fast_break',
  'points_paint',
  'points_second_chance',
] as const

/** Completes a line: no share without an attempt, as in the game logs, and 0 for periods that were not played. */
export const judgeLiveLine: Judge = (row, { table, source }) => {
  for (const [attempted, share] of SHARES) if (row[attempted] === 0 && share in row) row[share] = null
  if (row.played === false && Number(row.minutes) > 0)
    return new Refusal(`statistics.minutes are ${row.minutes} although played is 0`)
  if (table !== 'live_box_score_teams') return undefined
  const periods = valueAt(source, ['periods'])
  if (!Array.isArray(periods) || periods.length > POINTS_OF_PERIODS.length)
    return new Refusal('periods are not those of a game')
  if (periods.some((each: unknown, i) => valueAt(each, ['period']) !== i + 1))
    return new Refusal('periods are not in order')
  for (const column of POINTS_OF_PERIODS) row[column] ??= 0
  return undefined
}

const SHARES = SHARES_OF_SHOTS.flatMap((rule) =>
  rule.rule === 'share' ? [[rule.of[0] ?? '', rule.column] as const] : [],
).concat([['two_pointers_attempted', 'two_pointer_pct']])

/** What must agree within any line of the recorded file. */
const RULES: readonly LineRule[] = [
  ...shotRules('two_pointer'),
  { rule: 'total', column: 'field_goals_made', of: { two_pointers_made: 1, three_pointers_made: 1 } },
  {
    rule: 'total',
    column: 'field_goals_attempted',
    of: { two_pointers_attempted: 1, three_pointers_attempted: 1 },
  },
]

/** No plus/minus of a team. */
const withoutPlusMinus = (rules: readonly LineRule[]): readonly LineRule[] =>
  rules.flatMap((rule): readonly LineRule[] =>
    'columns' in rule
      ? [{ ...rule, columns: rule.columns.filter((column) => column !== 'plus_minus') }]
      : 'column' in rule && rule.column === 'plus_minus'
        ? []
        : [rule],
  )

/**
 * The file agrees with itself and with the games in the one recorded game. No game is recorded of which stats.nba.com's box
 * score is recorded as well, so that differences from it and from the logs are noted.
 */
export const LIVE_BOX_CHECKS: readonly Check[] = [
  {
    kind: 'sums-of-the-teams',
    players: 'live_box_score_players',
    teams: 'live_box_score_teams',
    equal: SUMS_OF_LIVE_LINES,
    atMost: ['rebounds', 'turnovers'],
    minutes: 'minutes',
  },
  {
    kind: 'rules-of-a-line',
    table: 'live_box_score_players',
    subject: 'game_id',
    who: 'last_name',
    played: 'minutes',
    rules: [
      ...PLAYER_LINE,
      ...RULES,
      { rule: 'total', column: 'plus_minus', of: { points_for: 1, points_against: -1 } },
    ],
  },
  {
    kind: 'rules-of-a-line',
    table: 'live_box_score_teams',
    subject: 'game_id',
    who: 'team_abbreviation',
    rules: [
      ...withoutPlusMinus(TEAM_LINE),
      ...RULES,
      { rule: 'total', column: 'score', of: { points: 1 } },
      { rule: 'total', column: 'total_rebounds', of: { rebounds: 1, team_rebounds: 1 } },
      { rule: 'total', column: 'turnovers', of: { player_turnovers: 1, team_turnovers: 1 } },
      {
        rule: 'total',
        column: 'points',
        of: Object.fromEntries(POINTS_OF_PERIODS.map((column) => [column, 1])),
      },
    ],
  },
  { kind: 'mirrored-lines', table: 'live_box_score_teams', columns: { opponent_points: 'points' } },
  teamsOfTheLog('live_box_score_teams'),
  {
    kind: 'same-values',
    table: 'live_games',
    with: 'games',
    on: ['game_id'],
    columns: ['game_date', 'home_team_id', 'away_team_id'],
    who: 'game_code',
  },
  ...(['box_score_players', 'player_game_logs'] as const).map((other): Check => ({
    kind: 'same-values',
    table: 'live_box_score_players',
    with: other,
    on: ['game_id', 'player_id'],
    columns: ['team_id', 'minutes', ...COUNTED, 'rebounds', 'turnovers', 'plus_minus'],
    within: { minutes: 1 }, // the log has whole minutes
    who: 'last_name',
    played: 'minutes',
    noted: true,
  })),
  ...(['box_score_teams', 'team_game_logs'] as const).map((other): Check => ({
    kind: 'same-values',
    table: 'live_box_score_teams',
    with: other,
    on: ['game_id', 'team_id'],
    columns: [...COUNTED, 'rebounds', 'turnovers'],
    who: 'team_abbreviation',
    noted: true,
  })),
]
