import { describe, expect, it } from 'vitest'
import {
  AWAY,
  gameId,
  gameRow,
  HOME,
  playerLinesOf,
  teamLinesOf,
  TinySeason,
  type Cells,
} from './tiny-season.js'

const season = new TinySeason()

/** Counts of a player, and five times as much of a team. */
const hustle = (times: number): Cells => ({
  contested_shots: 5 * times,
  contested_two_pointers: 3 * times,
  contested_three_pointers: 2 * times,
  deflections: times,
  loose_balls_recovered: 3 * times,
  offensive_loose_balls_recovered: times,
  defensive_loose_balls_recovered: 2 * times,
  box_outs: 4 * times,
  offensive_box_outs: times,
  defensive_box_outs: 2 * times, // a box out may be of neither end
})
const boxTeam = (team: number, more: Cells = {}): Cells => ({
  game_id: gameId(1),
  team_id: team,
  is_home: team === HOME,
  team_abbreviation: team === HOME ? 'HOM' : 'AWA',
  minutes: 240,
  points: team === HOME ? 50 : 40,
  ...hustle(5),
  ...more,
})
const boxPlayer = (team: number, player: number, more: Cells = {}): Cells => ({
  game_id: gameId(1),
  player_id: player,
  team_id: team,
  last_name: `Player ${player}`,
  minutes: 48,
  points: team === HOME ? 10 : 8,
  ...hustle(1),
  ...more,
})
const players = [HOME, AWAY].flatMap((team) =>
  Array.from({ length: 5 }, (_, i) => boxPlayer(team, team * 100 + i)),
)
const teams = [boxTeam(HOME), boxTeam(AWAY)]
const changed = (rows: Cells[], more: Cells): Cells[] =>
  rows.map((row, i) => (i === 0 ? { ...row, ...more } : row))

async function findingsOf(rows: { teams?: Cells[]; players?: Cells[]; lines?: Cells[] } = {}) {
  await season.store('games', gameRow(1))
  await season.store('team_game_logs', ...teamLinesOf(1))
  await season.store('player_game_logs', ...playerLinesOf(1), ...(rows.lines ?? []))
  await season.store('box_score_hustle_teams', ...(rows.teams ?? teams))
  await season.store('box_score_hustle_players', ...(rows.players ?? players))
  return season.findings('box_score_hustle')
}

describe('the hustle box score of a game', () => {
  it('is verified by the games and both logs', async () => {
    expect(await findingsOf()).toEqual([])
    expect(await season.verify('box_score_hustle')).toMatchObject({
      verifiedBy: 'games, player_game_logs, team_game_logs',
    })
  })

  it('may lack a player of a short appearance', async () => {
    const [short] = playerLinesOf(1)
    const lines = [{ ...short, player_id: 150, player_name: 'Short', minutes: 2, points: 0 }]
    expect(await findingsOf({ lines })).toEqual([])
  })

  it('has a player without a line in the log', async () => {
    const nobody = boxPlayer(HOME, 199, { ...hustle(0), points: 0, minutes: 1 })
    expect(await findingsOf({ players: [...players, nobody] })).toEqual([
      {
        kind: 'conflict',
        subject: gameId(1),
        detail: 'Player 199 played, and has no line in player_game_logs',
      },
    ])
  })

  it.each<[Cells, string]>([
    [{ points: 9 }, 'points 9, player_game_logs 10'],
    [{ points: null }, 'points ?, player_game_logs 10'],
    [{ minutes: 20 }, 'minutes 20, player_game_logs 48'],
  ])("has a player's line that differs from the log with %j", async (more, detail) => {
    expect(await findingsOf({ players: changed(players, more) })).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: `Player 100: ${detail}` },
    ])
  })

  it("has a player's count that is not in the team's sum", async () => {
    expect(await findingsOf({ players: changed(players, { deflections: 9 }) })).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: "HOM: deflections 5, players' sum 13" },
    ])
  })

  it.each<[Cells, string]>([
    [
      { loose_balls_recovered: 4 },
      'loose_balls_recovered 4, but offensive_loose_balls_recovered, defensive_loose_balls_recovered make 3',
    ],
    [{ offensive_box_outs: 5 }, 'offensive_box_outs 5 of box_outs 4'],
  ])('has parts that are not those of the whole with %j', async (more, detail) => {
    expect(await findingsOf({ players: changed(players, more) })).toContainEqual({
      kind: 'wrong',
      subject: gameId(1),
      detail: `Player 100: ${detail}`,
    })
  })

  it('may be of a season that keeps no parts', async () => {
    const none: Cells = { offensive_loose_balls_recovered: 0, defensive_loose_balls_recovered: 0 }
    const without = (rows: Cells[]) => rows.map((row) => ({ ...row, ...none }))
    expect(await findingsOf({ players: without(players), teams: without(teams) })).toEqual([])
  })
})
