import type { LineRule } from '../kit/verify.js'
import { COUNTED } from './counted.js'

/** What must agree within a line of a player or a team. */
const STATISTICS: readonly LineRule[] = [
  { rule: 'filled', columns: ['minutes', ...COUNTED, 'rebounds', 'turnovers', 'plus_minus'] },
  { rule: 'at-most', column: 'field_goals_made', most: 'field_goals_attempted' },
  { rule: 'at-most', column: 'three_pointers_made', most: 'three_pointers_attempted' },
  { rule: 'at-most', column: 'free_throws_made', most: 'free_throws_attempted' },
  { rule: 'at-most', column: 'three_pointers_attempted', most: 'field_goals_attempted' },
  { rule: 'share', column: 'field_goal_pct', part: 'field_goals_made', of: ['field_goals_attempted'] },
  {
    rule: 'share',
    column: 'three_pointer_pct',
    part: 'three_pointers_made',
    of: ['three_pointers_attempted'],
  },
  { rule: 'share', column: 'free_throw_pct', part: 'free_throws_made', of: ['free_throws_attempted'] },
  {
    rule: 'total',
    column: 'points',
    of: { field_goals_made: 2, three_pointers_made: 1, free_throws_made: 1 },
  },
  { rule: 'total', column: 'rebounds', of: { offensive_rebounds: 1, defensive_rebounds: 1 } },
]

/** The league's records lie below: 69 minutes, 100 points, 55 rebounds, 30 assists, 11 steals, 17 blocks, 14 turnovers, 8 fouls. */
export const PLAYER_LINE: readonly LineRule[] = [
  ...STATISTICS,
  { rule: 'between', column: 'minutes', least: 0, most: 75 },
  { rule: 'between', column: 'points', least: 0, most: 110 },
  { rule: 'between', column: 'rebounds', least: 0, most: 60 },
  { rule: 'between', column: 'assists', least: 0, most: 35 },
  { rule: 'between', column: 'steals', least: 0, most: 15 },
  { rule: 'between', column: 'blocks', least: 0, most: 20 },
  { rule: 'between', column: 'turnovers', least: 0, most: 16 },
  { rule: 'between', column: 'personal_fouls', least: 0, most: 8 },
  { rule: 'between', column: 'plus_minus', least: -70, most: 70 },
]

/** The league's records lie below: six overtimes, 211 points (an All-Star game; 186 otherwise), 109 rebounds; the widest game ended 73 points apart. */
export const TEAM_LINE: readonly LineRule[] = [
  ...STATISTICS,
  { rule: 'between', column: 'minutes', least: 0, most: 400 },
  { rule: 'between', column: 'points', least: 0, most: 250 },
  { rule: 'between', column: 'rebounds', least: 0, most: 120 },
  { rule: 'between', column: 'assists', least: 0, most: 60 },
  { rule: 'between', column: 'steals', least: 0, most: 30 },
  { rule: 'between', column: 'blocks', least: 0, most: 30 },
  { rule: 'between', column: 'turnovers', least: 0, most: 50 },
  { rule: 'between', column: 'personal_fouls', least: 0, most: 70 },
  { rule: 'between', column: 'plus_minus', least: -80, most: 80 },
]
