import type { LineRule } from '../kit/verify.js'
import { COUNTED } from './counted.js'

const SHARES = ['field_goal_pct', 'three_pointer_pct', 'free_throw_pct']

/** Shares are those of the shots. */
export const SHARES_OF_SHOTS: readonly LineRule[] = [
  { rule: 'share', column: 'field_goal_pct', part: 'field_goals_made', of: ['field_goals_attempted'] },
  {
    rule: 'share',
    column: 'three_pointer_pct',
    part: 'three_pointers_made',
    of: ['three_pointers_attempted'],
  },
  { rule: 'share', column: 'free_throw_pct', part: 'free_throws_made', of: ['free_throws_attempted'] },
]

/** Points and rebounds of a season, whose threes and ends of the floor were not always kept. */
export const TOTALS_OF_ANY_SEASON: readonly LineRule[] = [
  {
    rule: 'total',
    column: 'points',
    of: { field_goals_made: 2, three_pointers_made: 1, free_throws_made: 1 },
    orNone: ['three_pointers_made'],
  },
  { rule: 'total', column: 'rebounds', of: { offensive_rebounds: 1, defensive_rebounds: 1 } },
]

/** What must agree within a line of a player or a team. */
export const STATISTICS: readonly LineRule[] = [
  { rule: 'filled', columns: ['minutes', ...COUNTED, 'rebounds', 'turnovers', 'plus_minus'] },
  {
    rule: 'used',
    columns: ['minutes', ...COUNTED, 'rebounds', 'turnovers', 'plus_minus', ...SHARES],
    from: 100,
  },
  { rule: 'at-most', column: 'field_goals_made', most: 'field_goals_attempted' },
  { rule: 'at-most', column: 'three_pointers_made', most: 'three_pointers_attempted' },
  { rule: 'at-most', column: 'free_throws_made', most: 'free_throws_attempted' },
  { rule: 'at-most', column: 'three_pointers_attempted', most: 'field_goals_attempted' },
  ...SHARES_OF_SHOTS,
  {
    rule: 'total',
    column: 'points',
    of: { field_goals_made: 2, three_pointers_made: 1, free_throws_made: 1 },
  },
  { rule: 'total', column: 'rebounds', of: { offensive_rebounds: 1, defensive_rebounds: 1 } },
]

/** A bound for each column, from 0; plus/minus on both sides of it. */
const bounds = (mosts: Readonly<Record<string, number>>): readonly LineRule[] =>
  Object.entries(mosts).map(([column, most]) => ({
    rule: 'between',
    column,
    least: column === 'plus_minus' ? -most : 0,
    most,
  }))

/** What follows from the wins, the losses and the shots of a season. */
const SEASON: readonly LineRule[] = [
  { rule: 'used', columns: ['games_played', 'wins', 'losses'], from: 100 },
  { rule: 'total', column: 'games_played', of: { wins: 1, losses: 1 } },
  { rule: 'share', column: 'win_pct', part: 'wins', of: ['games_played'] },
  { rule: 'at-most', column: 'blocked_attempts', most: 'field_goals_attempted' },
]

/** Totals of a part of a season, the clutch or a player off the floor, agree with themselves: in all 475 and 44 rows of 2025-26. */
export const PART_OF_A_SEASON: readonly LineRule[] = [...STATISTICS, ...SEASON]

/** The 30 teams of a league have something of each, if only in the clutch. */
export const USED_BY_TEAMS: LineRule = {
  rule: 'used',
  columns: ['games_played', 'wins', 'losses', 'minutes', ...COUNTED, 'rebounds', 'turnovers', ...SHARES],
  from: 20,
}

/** A leader's totals agree with themselves in all 535 rows of 2025-26. */
export const LEADERS_LINE: readonly LineRule[] = [
  { rule: 'used', columns: ['games_played', 'points', 'field_goals_attempted', 'rebounds'], from: 100 },
  ...STATISTICS.filter(({ rule }) => rule !== 'filled' && rule !== 'used'),
  {
    rule: 'total',
    column: 'efficiency',
    of: {
      points: 1,
      rebounds: 1,
      assists: 1,
      steals: 1,
      blocks: 1,
      turnovers: -1,
      field_goals_made: 1,
      field_goals_attempted: -1,
      free_throws_made: 1,
      free_throws_attempted: -1,
    },
  },
]

/** A team's totals of a season agree with themselves in all 30 rows of 2025-26 and 15 of 2023-24. */
export const TEAM_SEASON_LINE: readonly LineRule[] = [
  ...STATISTICS,
  ...SEASON,
  USED_BY_TEAMS,
  { rule: 'filled', columns: ['blocked_attempts', 'personal_fouls_drawn'] },
]

/** A player's totals of a season agree with themselves in all 535 rows of 2025-26. */
export const SEASON_LINE: readonly LineRule[] = [
  ...STATISTICS,
  ...SEASON,
  {
    rule: 'filled',
    columns: ['fantasy_points', 'blocked_attempts', 'personal_fouls_drawn', 'team_count', 'age'],
  },
  {
    rule: 'total',
    column: 'fantasy_points',
    of: { points: 1, rebounds: 1.2, assists: 1.5, steals: 3, blocks: 3, turnovers: -1 },
  },
  { rule: 'at-most', column: 'triple_doubles', most: 'double_doubles' },
  { rule: 'at-most', column: 'double_doubles', most: 'games_played' },
  { rule: 'at-most', column: 'team_count', most: 'games_played' },
  { rule: 'between', column: 'team_count', least: 1, most: 8 },
  { rule: 'between', column: 'age', least: 17, most: 50 }, // the oldest was 45, the youngest 18
]

/** The league's records lie below: 69 minutes, 100 points, 55 rebounds, 30 assists, 11 steals, 17 blocks, 14 turnovers, 8 fouls. */
export const PLAYER_LINE: readonly LineRule[] = [
  ...STATISTICS,
  ...bounds({
    minutes: 75,
    points: 110,
    rebounds: 60,
    assists: 35,
    steals: 15,
    blocks: 20,
    turnovers: 16,
    personal_fouls: 8,
    plus_minus: 70,
  }),
]

/** The league's records lie below: six overtimes, 211 points (an All-Star game; 186 otherwise), 109 rebounds; the widest game ended 73 points apart. */
export const TEAM_LINE: readonly LineRule[] = [
  ...STATISTICS,
  ...bounds({
    minutes: 400,
    points: 250,
    rebounds: 120,
    assists: 60,
    steals: 30,
    blocks: 30,
    turnovers: 50,
    personal_fouls: 70,
    plus_minus: 80,
  }),
]
