import { describe, expect, it } from 'vitest'
import { AWAY, HOME, playerLine, SCOPE, teamLine, TinySeason, type Cells } from './tiny-season.js'

const tiny = new TinySeason()
const season = { season: SCOPE.season, season_type: SCOPE.seasonType }
const PLAYER = 100

const shots: Cells = {
  field_goals_made: 20,
  field_goals_attempted: 40,
  three_pointers_made: 4,
  three_pointers_attempted: 10,
  free_throws_made: 6,
  free_throws_attempted: 10,
  assists: 15,
  turnovers: 5,
  points: 50,
}
const games: Cells = { games_played: 1, wins: 1, losses: 0, win_pct: 1, minutes: 48 }
const team: Cells = { ...season, ...games, team_id: HOME, team_name: 'Homes' }
const player: Cells = { ...season, ...games, player_id: PLAYER, player_name: 'Ada', team_id: HOME }

/** Stores rows of each table, beside the lines of one game, and returns the notes about the last of them. */
async function notesOf(rows: readonly (readonly [table: string, row: Cells])[]): Promise<string> {
  await tiny.store('team_game_logs', teamLine(1, HOME, shots), teamLine(1, AWAY, { points: 40 }))
  await tiny.store('player_game_logs', playerLine(1, HOME, PLAYER, shots))
  for (const [table, row] of rows) await tiny.store(table, row)
  return notesAbout(rows.at(-1)?.[0] ?? '')
}

/** Without what is missing: the other team has lines and no rows. */
async function notesAbout(table: string): Promise<string> {
  const found = await tiny.findings(table)
  return found.flatMap(({ kind, detail }) => (kind === 'missing' ? [] : [`${kind}: ${detail}`])).join('; ')
}

const base = { ...shots, rebounds: 45 }
const advanced: Cells = {
  effective_field_goal_pct: 0.55,
  true_shooting_pct: 0.563,
  assist_pct: 0.75,
  assist_to_turnover: 3,
  possessions: 50,
  pace: 50,
  pace_per_40: 41.67,
  offensive_rating: 100,
  defensive_rating: 90,
  net_rating: 10,
}
const scoring: Cells = {
  two_pointers_attempted_pct: 0.75,
  three_pointers_attempted_pct: 0.25,
  points_two_pointers_pct: 0.64,
  points_three_pointers_pct: 0.24,
  points_free_throw_pct: 0.12,
  points_paint_pct: 0.4,
  points_midrange_two_pointers_pct: 0.24,
  points_fast_break_pct: 0.2,
  points_off_turnovers_pct: 0.1,
}
const misc: Cells = { points_paint: 20, points_fast_break: 10, points_off_turnovers: 5 }

const OF = { team, player } as const

describe.each(['team', 'player'] as const)('the measures of a %s', (of) => {
  const tables = (more: Cells = {}) =>
    [
      [`${of}_season_stats`, { ...OF[of], ...base }],
      [`${of}_season_advanced`, { ...OF[of], ...advanced, ...more }],
    ] as const
  const scored = (more: Cells = {}) =>
    [
      [`${of}_season_stats`, { ...OF[of], ...base }],
      [`${of}_season_misc`, { ...OF[of], ...misc }],
      [`${of}_season_scoring`, { ...OF[of], ...scoring, ...more }],
    ] as const

  it('agree where they are those of the counts', async () => {
    expect(await notesOf(tables())).toBe('')
  })

  it.each<[Cells, string]>([
    [{ effective_field_goal_pct: 0.6 }, `effective_field_goal_pct 0.6, ${of}_season_stats 0.550`],
    [{ true_shooting_pct: 0.6 }, `true_shooting_pct 0.6, ${of}_season_stats 0.563`],
    [{ net_rating: 12 }, 'net_rating 12'],
    [{ pace: 60, pace_per_40: 50 }, 'pace'],
    [{ win_pct: 0.5 }, 'win_pct 0.5'],
  ])('do not with %j', async (more, note) => {
    expect(await notesOf(tables(more))).toContain(note)
  })

  it('have the shares of points that the misc measure counts', async () => {
    expect(await notesOf(scored())).toBe('')
  })

  it.each<[Cells, string]>([
    [{ points_paint_pct: 0.44, points_midrange_two_pointers_pct: 0.2 }, 'points_paint_pct 0.44'],
    [{ points_fast_break_pct: 0.3 }, `points_fast_break_pct 0.3, ${of}_season_stats 0.200`],
    [{ two_pointers_attempted_pct: 0.5 }, `two_pointers_attempted_pct 0.5, ${of}_season_stats 0.750`],
    [{ points_midrange_two_pointers_pct: 0.3 }, 'points_two_pointers_pct 0.64'],
  ])('have no other shares than those, as with %j', async (more, note) => {
    expect(await notesOf(scored(more))).toContain(note)
  })

  it('have no share of the paint to compare where the misc measure is not stored', async () => {
    const [first, , last] = scored({ points_fast_break_pct: 0.3 })
    expect(await notesOf([first, last])).toBe('')
  })
})

it("a team's points by possession are its offensive rating", async () => {
  const rows = [
    ['team_season_stats', { ...team, ...base }],
    ['team_season_advanced', { ...team, ...advanced, possessions: 51 }],
  ] as const
  expect(await notesOf(rows)).toContain('offensive_rating 100, team_season_stats 98.0')
})

it("the totals of a team's opponents are those of their lines", async () => {
  const opponents: Cells = { ...team, opponent_points: 40, plus_minus: 10 }
  expect(await notesOf([['team_season_opponent', opponents]])).toBe('')
  await tiny.pool.query('update team_season_opponent set opponent_points = 50')
  expect(await notesAbout('team_season_opponent')).toContain('Homes: opponent_points 50, team_game_logs 40')
})

it("the opponents' shooting is that of their totals", async () => {
  const shooting: Cells = {
    opponent_field_goals_made: 20,
    opponent_field_goals_attempted: 40,
    opponent_three_pointers_made: 4,
    opponent_free_throws_attempted: 10,
  }
  const rows = [
    ['team_season_opponent', { ...team, ...shooting }],
    [
      'team_season_four_factors',
      { ...team, opponent_effective_field_goal_pct: 0.55, opponent_free_throw_attempt_rate: 0.5 },
    ],
  ] as const
  expect(await notesOf(rows)).toContain(
    'opponent_free_throw_attempt_rate 0.5, team_season_opponent 0.250; only noted',
  )
})

it.each([
  ['player_season_advanced', 'player_season_usage', 'usage_pct'],
  ['player_season_advanced', 'player_season_defense', 'defensive_rating'],
  ['player_season_misc', 'player_season_defense', 'opponent_points_paint'],
  ['player_season_usage', 'player_season_defense', 'steals_pct'],
])('%s and %s have the same %s', async (one, other, column) => {
  const rows = [
    [one, { ...player, [column]: 1 }],
    [other, { ...player, [column]: 2 }],
  ] as const
  expect(await notesOf(rows)).toContain(`Ada: ${column} 2, ${one} 1`)
})
