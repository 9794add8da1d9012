import { cell } from '../kit/cells.js'
import { gameBox } from '../kit/game-box.js'
import { boxChecks, PLAYERS, TEAMS } from './box-lines.js'

/** Points by how they came about, which players score and the team has the sum of: in the recorded answer of one game. */
const POINTS = ['points_off_turnovers', 'points_second_chance', 'points_fast_break', 'points_paint'] as const

/** What the opponents did while a player was on the floor. */
const OPPONENTS = [
  'opponent_points_off_turnovers',
  'opponent_points_second_chance',
  'opponent_points_fast_break',
  'opponent_points_paint',
] as const

/**
 * Points off turnovers, of second chances and fast breaks, in the paint, and fouls drawn: stats.nba.com boxscoremiscv3.
 * What a player's line says of the opponent counts while the player was on the floor.
 */
export default gameBox('box_score_misc', {
  title: 'points off turnovers, of second chances, in the paint',
  group: 'box-scores',
  endpoint: 'boxscoremiscv3',
  root: 'boxScoreMisc',
  since: 1996,
  players: { table: 'box_score_misc_players', ...PLAYERS },
  teams: { table: 'box_score_misc_teams', ...TEAMS },
  statistics: [
    [cell.clockMinutes, { minutes: 'minutes' }],
    [cell.count, { points_off_turnovers: 'pointsOffTurnovers', points_second_chance: 'pointsSecondChance' }],
    [cell.count, { points_fast_break: 'pointsFastBreak', points_paint: 'pointsPaint' }],
    [cell.count, { opponent_points_off_turnovers: 'oppPointsOffTurnovers' }],
    [cell.count, { opponent_points_second_chance: 'oppPointsSecondChance' }],
    [cell.count, { opponent_points_fast_break: 'oppPointsFastBreak' }],
    [cell.count, { opponent_points_paint: 'oppPointsPaint' }],
    [cell.count, { blocks: 'blocks', blocked_attempts: 'blocksAgainst' }],
    [cell.count, { personal_fouls: 'foulsPersonal', personal_fouls_drawn: 'foulsDrawn' }],
  ],
  sums: [...POINTS, 'blocks', 'personal_fouls'],
  verify: [
    ...boxChecks({
      players: 'box_score_misc_players',
      teams: 'box_score_misc_teams',
      logged: [
        ['blocks', 'personal_fouls'],
        ['blocks', 'personal_fouls'],
      ],
      sums: {
        // All blocked attempts of the players of 2025-26 are those of the teams, too.
        equal: [...POINTS, 'blocks', 'blocked_attempts', 'personal_fouls'],
        atMost: ['personal_fouls_drawn'],
        each: OPPONENTS,
      },
      mirrored: {
        minutes: 'minutes',
        points_off_turnovers: 'opponent_points_off_turnovers',
        points_second_chance: 'opponent_points_second_chance',
        points_fast_break: 'opponent_points_fast_break',
        points_paint: 'opponent_points_paint',
        blocks: 'blocked_attempts',
      },
    }),
    // Of both teams of the recorded game: five are on the floor, and each foul is drawn by somebody.
    {
      kind: 'sums-of-the-teams',
      players: 'box_score_misc_players',
      teams: 'box_score_misc_teams',
      equal: ['personal_fouls_drawn'],
      atMost: [],
      fiveTimes: OPPONENTS,
      noted: true,
    },
    {
      kind: 'mirrored-lines',
      table: 'box_score_misc_teams',
      columns: { personal_fouls_drawn: 'personal_fouls' },
      noted: true,
    },
  ],
})
