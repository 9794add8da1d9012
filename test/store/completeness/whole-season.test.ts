import { describe, expect, it } from 'vitest'
import { AWAY, HOME, SCOPE, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()
const AFTER = '2019-06-01'

const STATISTICS: Cells = {
  minutes: 240,
  field_goals_attempted: 40,
  three_pointers_made: 5,
  three_pointers_attempted: 10,
  three_pointer_pct: 0.5,
  free_throws_made: 5,
  free_throws_attempted: 10,
  free_throw_pct: 0.5,
  offensive_rebounds: 10,
  defensive_rebounds: 30,
  rebounds: 40,
  assists: 20,
  steals: 5,
  blocks: 5,
  turnovers: 10,
  personal_fouls: 20,
}
const WINNERS: Cells = {
  ...STATISTICS,
  points: 50,
  field_goals_made: 20,
  field_goal_pct: 0.5,
  plus_minus: 10,
}
const LOSERS: Cells = {
  ...STATISTICS,
  points: 40,
  field_goals_made: 15,
  field_goal_pct: 0.375,
  plus_minus: -10,
}

/** The games of a season between two teams, one a day from October 20th on, and their lines. */
const gamesOf = (count: number): Cells[] =>
  Array.from({ length: count }, (_, i) => ({
    season: SCOPE.season,
    season_type: SCOPE.seasonType,
    game_id: `00218${String(i + 1).padStart(5, '0')}`,
    game_date: new Date(Date.parse('2018-10-20') + i * 86_400_000).toISOString().slice(0, 10),
    status: 3,
    home_team_id: HOME,
    away_team_id: AWAY,
    home_score: 50,
    away_score: 40,
  }))

const linesOf = (games: readonly Cells[]): Cells[] =>
  games.flatMap(({ season: of, season_type, game_id, game_date }) =>
    [HOME, AWAY].map((team_id) => ({
      season: of ?? null,
      season_type: season_type ?? null,
      game_id: game_id ?? null,
      game_date: game_date ?? null,
      team_id,
      team_name: 'X',
      team_abbreviation: team_id === HOME ? 'HOM' : 'AWA',
      matchup: team_id === HOME ? 'HOM vs. AWA' : 'AWA @ HOM',
      result: team_id === HOME ? 'W' : 'L',
      ...(team_id === HOME ? WINNERS : LOSERS),
    })),
  )

describe('a season that is over', () => {
  it('has 82 games of each team', async () => {
    const games = gamesOf(82)
    await season.store('games', ...games)
    await season.store('team_game_logs', ...linesOf(games))
    expect(await season.findings('games', AFTER)).toEqual([])
    expect(await season.findings('team_game_logs', AFTER)).toEqual([])
  })

  it('lacks games that no source has, and names their numbers', async () => {
    const games = gamesOf(82).filter((_, i) => i !== 40)
    await season.store('games', ...games)
    await season.store('team_game_logs', ...linesOf(games))
    const missing = [
      { kind: 'missing', subject: 'team 1', detail: 'HOM: 81 of 82 games (no source has 0021800041)' },
      { kind: 'missing', subject: 'team 2', detail: 'AWA: 81 of 82 games (no source has 0021800041)' },
    ]
    expect(await season.findings('games', AFTER)).toEqual(missing)
    expect(await season.findings('team_game_logs', AFTER)).toEqual(missing)
  })

  it('has games that the log alone knows', async () => {
    const games = gamesOf(82)
    await season.store('games', ...games.slice(1))
    await season.store('team_game_logs', ...linesOf(games))
    expect(await season.findings('games', AFTER)).toEqual([
      { kind: 'missing', subject: '0021800001', detail: 'has a line in team_game_logs (2018-10-20)' },
    ])
  })

  it('has no 83rd game', async () => {
    const games = gamesOf(83)
    await season.store('games', ...games)
    expect(await season.findings('games', AFTER)).toMatchObject([
      { kind: 'conflict', subject: 'team 1' },
      { kind: 'conflict', subject: 'team 2' },
    ])
  })
})

it('a season that is not over may have fewer games', async () => {
  await season.store('games', ...gamesOf(3))
  expect(await season.findings('games', '2018-11-01')).toEqual([])
})
