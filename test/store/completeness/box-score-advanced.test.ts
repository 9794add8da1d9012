import { describe, expect, it } from 'vitest'
import { AWAY, gameId, gameRow, HOME, playersOf, teamLine, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()

/** What the ratios of a line are made of: a player's, and five times as much a team's. */
const counts = (times: number): Cells => ({
  assists: 3 * times,
  turnovers: 2 * times,
  points: 9 * times,
  field_goals_made: 4 * times,
  field_goals_attempted: 8 * times,
  three_pointers_made: times,
  free_throws_attempted: 0,
})
const ratios: Cells = { effective_field_goal_pct: 0.563, true_shooting_pct: 0.563, assist_to_turnover: 1.5 }
const at = (team: number, high: number, low: number): number => (team === HOME ? high : low)

const boxTeam = (team: number, more: Cells = {}): Cells => ({
  game_id: gameId(1),
  team_id: team,
  is_home: team === HOME,
  team_abbreviation: team === HOME ? 'HOM' : 'AWA',
  minutes: 240,
  offensive_rating: at(team, 118.6, 112.6),
  defensive_rating: at(team, 112.6, 118.6),
  net_rating: at(team, 6.1, -6.1), // of unrounded ratings
  pace: 98.26,
  ...ratios,
  ...more,
})
const boxPlayers = (team: number): Cells[] =>
  Array.from({ length: 5 }, (_, i) => ({
    game_id: gameId(1),
    player_id: team * 100 + i,
    team_id: team,
    last_name: `Player ${team * 100 + i}`,
    minutes: 47.6,
    ...ratios,
  }))

/** Findings of a game whose box score `change` may replace. */
async function findingsOf(
  change: (rows: { teams: Cells[]; players: Cells[] }) => { teams?: Cells[]; players?: Cells[] } = () => ({}),
) {
  const whole = {
    teams: [boxTeam(HOME), boxTeam(AWAY)],
    players: [...boxPlayers(HOME), ...boxPlayers(AWAY)],
  }
  const { teams, players } = { ...whole, ...change(whole) }
  await season.store('games', gameRow(1))
  await season.store('team_game_logs', ...[HOME, AWAY].map((team) => teamLine(1, team, counts(5))))
  await season.store('player_game_logs', ...[HOME, AWAY].flatMap((team) => playersOf(1, team, counts(1))))
  await season.store('box_score_advanced_teams', ...teams)
  await season.store('box_score_advanced_players', ...players)
  return season.findings('box_score_advanced')
}
const changed = (rows: Cells[], more: Cells): Cells[] =>
  rows.map((row, i) => (i === 0 ? { ...row, ...more } : row))

describe('the advanced box score of a game', () => {
  it('is verified by the games and both logs', async () => {
    expect(await findingsOf()).toEqual([])
    expect(await season.verify('box_score_advanced')).toMatchObject({
      verifiedBy: 'games, player_game_logs, team_game_logs',
    })
  })

  it('may list players who did not play', async () => {
    const absent = { game_id: gameId(1), player_id: 199, team_id: HOME, last_name: 'Absent' }
    expect(await findingsOf(({ players }) => ({ players: [...players, absent] }))).toEqual([])
  })

  it('lacks a player who has a line in the log', async () => {
    expect(await findingsOf(({ players }) => ({ players: players.slice(1) }))).toContainEqual({
      kind: 'missing',
      subject: gameId(1),
      detail: 'Player 100 played by player_game_logs, and has no line',
    })
  })

  it.each<[Cells, string]>([
    [{ minutes: 30 }, 'minutes 30, player_game_logs 48'],
    [{ team_id: AWAY }, 'team_id 2, player_game_logs 1'],
    [{ effective_field_goal_pct: 0.5 }, 'effective_field_goal_pct 0.5, player_game_logs 0.563'],
    [{ true_shooting_pct: null }, 'true_shooting_pct ?, player_game_logs 0.563'],
    [{ assist_to_turnover: 3 }, 'assist_to_turnover 3, player_game_logs 1.50'],
  ])("has a player's line that differs from the log with %j", async (more, detail) => {
    expect(await findingsOf(({ players }) => ({ players: changed(players, more) }))).toContainEqual({
      kind: 'conflict',
      subject: gameId(1),
      detail: `Player 100: ${detail}`,
    })
  })

  it("has the ratios of the team's line", async () => {
    const wrong = changed([boxTeam(HOME), boxTeam(AWAY)], { assist_to_turnover: 1.7 })
    expect(await findingsOf(() => ({ teams: wrong }))).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: 'HOM: assist_to_turnover 1.7, team_game_logs 1.50' },
    ])
  })

  it("has a team's rating that is the other's against it", async () => {
    const wrong = changed([boxTeam(HOME), boxTeam(AWAY)], { offensive_rating: 120, net_rating: 7.4 })
    expect(await findingsOf(() => ({ teams: wrong }))).toEqual([
      {
        kind: 'wrong',
        subject: gameId(1),
        detail: "HOM: offensive_rating 120, the opponent's defensive_rating 118.6",
      },
    ])
  })

  it('has no possessions below 0', async () => {
    expect(
      await findingsOf(() => ({ teams: changed([boxTeam(HOME), boxTeam(AWAY)], { possessions: -1 }) })),
    ).toEqual([{ kind: 'wrong', subject: gameId(1), detail: 'HOM: possessions -1 is below 0' }])
  })

  it('has a net rating that is not the difference', async () => {
    expect(
      await findingsOf(() => ({ teams: changed([boxTeam(HOME), boxTeam(AWAY)], { net_rating: 9 }) })),
    ).toEqual([
      {
        kind: 'wrong',
        subject: gameId(1),
        detail: 'HOM: net_rating 9, but offensive_rating, defensive_rating make 6',
      },
    ])
  })
})

describe('ratios of nothing', () => {
  const line = { game_id: gameId(1), player_id: 100, team_id: HOME, last_name: 'Player 100', minutes: 48 }
  const nothing: Cells = {
    assists: 0,
    turnovers: 0,
    points: 0,
    field_goals_made: 0,
    field_goals_attempted: 0,
  }
  const findings = async (assistToTurnover: number | null) => {
    await season.store(
      'player_game_logs',
      ...playersOf(1, HOME, { ...nothing, three_pointers_made: 0, free_throws_attempted: 0 }).slice(0, 1),
    )
    await season.store('box_score_advanced_players', {
      ...line,
      assist_to_turnover: assistToTurnover,
      effective_field_goal_pct: 0,
      true_shooting_pct: 0,
    })
    return season.findings('box_score_advanced')
  }

  it('are 0', async () => {
    expect(await findings(0)).toEqual([])
  })

  it('are nothing else', async () => {
    expect(await findings(2)).toEqual([
      {
        kind: 'conflict',
        subject: gameId(1),
        detail: 'Player 100: assist_to_turnover 2, player_game_logs ?',
      },
    ])
  })
})
