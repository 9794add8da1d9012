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

const boxTeam = (team: number, more: Cells = {}): Cells => ({
  game_id: gameId(1),
  team_id: team,
  is_home: team === HOME,
  team_abbreviation: team === HOME ? 'HOM' : 'AWA',
  minutes: 240,
  points: team === HOME ? 50 : 40,
  assists: 15,
  rebounds: 45,
  ...more,
})
const boxPlayer = (team: number, player: number, more: Cells = {}): Cells => ({
  game_id: gameId(1),
  player_id: player,
  team_id: team,
  last_name: `Player ${player}`,
  minutes: 48,
  points: team === HOME ? 10 : 8,
  assists: 3,
  rebounds: 9,
  ...more,
})
const boxPlayersOf = (team: number): Cells[] =>
  Array.from({ length: 5 }, (_, i) => boxPlayer(team, team * 100 + i))

/** Stores a game with its logs and box score, whose lines `change` may replace. */
async function store(
  change: (rows: { teams: Cells[]; players: Cells[] }) => { teams?: Cells[]; players?: Cells[] } = () => ({}),
) {
  const whole = {
    teams: [boxTeam(HOME), boxTeam(AWAY)],
    players: [...boxPlayersOf(HOME), ...boxPlayersOf(AWAY)],
  }
  const { teams, players } = { ...whole, ...change(whole) }
  await season.store('games', gameRow(1))
  await season.store('team_game_logs', ...teamLinesOf(1))
  await season.store('player_game_logs', ...playerLinesOf(1))
  await season.store('box_score_teams', ...teams)
  await season.store('box_score_players', ...players)
}

describe('the box score of a game', () => {
  it('is verified by the games and both logs', async () => {
    await store()
    expect(await season.verify('box_scores')).toEqual({
      verifiedBy: 'games, team_game_logs, player_game_logs',
      findings: [],
    })
  })

  it('may list players who did not play', async () => {
    await store(({ players }) => ({
      players: [
        ...players,
        boxPlayer(HOME, 199, { minutes: null, points: null, assists: null, rebounds: null }),
      ],
    }))
    expect(await season.findings('box_scores')).toEqual([])
  })

  it('lacks a player who has a line in the log', async () => {
    await store(({ players }) => ({ players: players.slice(1) }))
    expect(await season.findings('box_scores')).toEqual(
      expect.arrayContaining([
        {
          kind: 'missing',
          subject: gameId(1),
          detail: 'Player 100 played by player_game_logs, and has no line',
        },
        {
          kind: 'missing',
          subject: gameId(1),
          detail:
            "HOM: assists 15, players' sum 12, points 50, players' sum 40, minutes 240, players' sum 192: a line is missing",
        },
      ]),
    )
  })

  it('has a player without a line in the log', async () => {
    await store(({ players }) => ({
      players: [...players, boxPlayer(HOME, 199, { points: 0, assists: 0, rebounds: 0, minutes: 1 })],
    }))
    expect(await season.findings('box_scores')).toEqual([
      {
        kind: 'conflict',
        subject: gameId(1),
        detail: 'Player 199 played, and has no line in player_game_logs',
      },
    ])
  })

  it('has other points than the team game log', async () => {
    await store(({ teams }) => ({ teams: teams.map((line) => ({ ...line, assists: 16 })) }))
    expect(await season.findings('box_scores')).toContainEqual({
      kind: 'conflict',
      subject: gameId(1),
      detail: 'HOM: assists 16, team_game_logs 15',
    })
  })

  it('has minutes within one of those of the log, which are whole', async () => {
    await store(({ players }) => ({
      players: players.map((line, i) => (i === 0 ? { ...line, minutes: 47.4 } : line)),
    }))
    expect(await season.findings('box_scores')).toEqual([])
  })

  it('has its teams on the sides of the game', async () => {
    await store(({ teams }) => ({
      teams: teams.map((line) => ({ ...line, is_home: line.team_id === AWAY })),
    }))
    expect(await season.findings('box_scores')).toContainEqual({
      kind: 'conflict',
      subject: gameId(1),
      detail: 'HOM away, AWA at home, games AWA @ HOM',
    })
  })

  it('has the final score, also where it has none', async () => {
    await store(({ teams }) => ({ teams: teams.map((line) => ({ ...line, points: null })) }))
    expect(await season.findings('box_scores')).toContainEqual({
      kind: 'conflict',
      subject: gameId(1),
      detail: 'final score 50 : 40, here ? : ?',
    })
  })
})
