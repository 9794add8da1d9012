import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '../../../src/datasets/dataset.js'
import { startSandbox, type Sandbox } from '../../../src/sandbox/index.js'
import { AFTER_2024_25, groupedBy, rowsOf, scopeOf, sum } from '../api/sandbox-requests.js'

/**
 * Columns in which a team's line is the sum of its players' lines. Turnovers are missing: a team has some of its own.
 */
const SUMMED_COLUMNS = [
  'field_goals_made',
  'field_goals_attempted',
  'three_pointers_made',
  'three_pointers_attempted',
  'free_throws_made',
  'free_throws_attempted',
  'offensive_rebounds',
  'defensive_rebounds',
  'rebounds',
  'assists',
  'steals',
  'blocks',
  'personal_fouls',
  'points',
]

let sandbox: Sandbox
beforeAll(async () => {
  sandbox = await startSandbox({ asOf: AFTER_2024_25 })
})
afterAll(() => sandbox.stop())

const wrong = (rows: readonly Row[], isWrong: (row: Row) => boolean): readonly Row[] => rows.filter(isWrong)
const n = (row: Row, column: string): number => Number(row[column])

describe.each(['2024-25', '1996-97'])('season %s', (season) => {
  let teams: readonly Row[]
  let players: readonly Row[]
  let playersOf: Map<string, Row[]>
  beforeAll(async () => {
    teams = await rowsOf(sandbox, 'team_game_logs', scopeOf(season))
    players = await rowsOf(sandbox, 'player_game_logs', scopeOf(season))
    playersOf = groupedBy(players, 'game_id', 'team_id')
  })
  const ofTeam = (row: Row): readonly Row[] => playersOf.get(`${row.game_id} ${row.team_id}`) ?? []

  it('has 2,460 team lines and about 25,000 player lines', () => {
    expect(teams).toHaveLength(2460)
    expect(players.length).toBeGreaterThan(23_000)
    expect(players.length).toBeLessThan(28_000)
  })

  it.each(SUMMED_COLUMNS)("has team lines equal to the sum of their players' %s", (column) => {
    expect(wrong(teams, (row) => sum(ofTeam(row), column) !== n(row, column))).toEqual([])
  })

  it('has team turnovers in the team lines only', () => {
    expect(wrong(teams, (row) => sum(ofTeam(row), 'turnovers') > n(row, 'turnovers'))).toEqual([])
    expect(sum(teams, 'turnovers')).toBeGreaterThan(sum(players, 'turnovers'))
  })

  it('has points and rebounds that are the sum of their parts, and never more made than attempted', () => {
    const lines = [...teams, ...players]
    const points = (row: Row): number =>
      2 * (n(row, 'field_goals_made') - n(row, 'three_pointers_made')) +
      3 * n(row, 'three_pointers_made') +
      n(row, 'free_throws_made')
    expect(wrong(lines, (row) => points(row) !== n(row, 'points'))).toEqual([])
    expect(
      wrong(
        lines,
        (row) => n(row, 'offensive_rebounds') + n(row, 'defensive_rebounds') !== n(row, 'rebounds'),
      ),
    ).toEqual([])
    for (const shot of ['field_goals', 'three_pointers', 'free_throws']) {
      expect(wrong(lines, (row) => n(row, `${shot}_made`) > n(row, `${shot}_attempted`))).toEqual([])
    }
    expect(
      wrong(lines, (row) => n(row, 'three_pointers_attempted') > n(row, 'field_goals_attempted')),
    ).toEqual([])
  })

  it('has a percentage exactly in lines with an attempt', () => {
    for (const [percentage, attempts] of [
      ['field_goal_pct', 'field_goals_attempted'],
      ['three_pointer_pct', 'three_pointers_attempted'],
      ['free_throw_pct', 'free_throws_attempted'],
    ] as const) {
      expect(wrong(players, (row) => (row[percentage] === null) !== (row[attempts] === 0))).toEqual([])
      expect(players.some((row) => row[percentage] === null)).toBe(true)
    }
  })

  it('gives a team 240 minutes plus 25 for each overtime, and has games with one and with three overtimes', () => {
    const minutes = new Set(teams.map((row) => n(row, 'minutes')))
    expect([...minutes].every((each) => each >= 240 && (each - 240) % 25 === 0)).toBe(true)
    expect(minutes.has(265)).toBe(true)
    expect(minutes.has(315)).toBe(true)
  })

  it('has a winner in every game, and a plus-minus equal to the point difference', () => {
    for (const [, pair] of groupedBy(teams, 'game_id')) {
      const [a, b] = pair
      if (!a || !b || pair.length !== 2) throw new Error('not two lines')
      expect(n(a, 'plus_minus')).toBe(n(a, 'points') - n(b, 'points'))
      expect(n(b, 'plus_minus')).toBe(-n(a, 'plus_minus'))
      expect(a.points).not.toBe(b.points)
      expect([a, b].map(({ result }) => String(result)).toSorted()).toEqual(['L', 'W'])
    }
    // Five players of a team are on the floor whenever a point is scored.
    expect(wrong(teams, (row) => sum(ofTeam(row), 'plus_minus') !== 5 * n(row, 'plus_minus'))).toEqual([])
  })

  it('lets no player foul more than six times, and has players with six fouls', () => {
    expect(wrong(players, (row) => n(row, 'personal_fouls') > 6)).toEqual([])
    expect(players.some((row) => row.personal_fouls === 6)).toBe(true)
  })

  it('has game logs that agree with the games and the standings', async () => {
    const games = await rowsOf(sandbox, 'games', scopeOf(season), 'games')
    const lineOf = new Map(teams.map((row) => [`${row.game_id} ${row.team_id}`, row]))
    for (const side of ['home', 'away']) {
      expect(
        wrong(
          games,
          (game) =>
            lineOf.get(`${game.game_id} ${game[`${side}_team_id`]}`)?.points !== game[`${side}_score`],
        ),
      ).toEqual([])
    }
    const table = await rowsOf(sandbox, 'standings', scopeOf(season))
    const wins = groupedBy(
      teams.filter((row) => row.result === 'W'),
      'team_id',
    )
    expect(wrong(table, (row) => row.wins !== wins.get(String(row.team_id))?.length)).toEqual([])
    expect(sum(table, 'losses')).toBe(1230)
    expect(table.filter((row) => row.conference === 'East').map((row) => row.conference_rank)).toEqual(
      Array.from({ length: 15 }, (_, i) => i + 1),
    )
  })
})
