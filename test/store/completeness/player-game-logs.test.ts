import { describe, expect, it } from 'vitest'
import {
  AWAY,
  gameId,
  gameRow,
  HOME,
  playerLine,
  playerLinesOf,
  playersOf,
  teamLine,
  teamLinesOf,
  TinySeason,
} from './tiny-season.js'

const season = new TinySeason()

describe('the player game logs', () => {
  it('are not verified where nothing else is stored', async () => {
    await season.store('player_game_logs', ...playerLinesOf(1))
    expect(await season.verify('player_game_logs')).toEqual({ verifiedBy: null, findings: [] })
  })

  it('are verified by the games and the team game logs', async () => {
    await season.store('games', gameRow(1))
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('player_game_logs', ...playerLinesOf(1))
    expect(await season.verify('player_game_logs')).toEqual({
      verifiedBy: 'games, team_game_logs',
      findings: [],
    })
  })

  it('lack a game, a team of a game and most of a team', async () => {
    await season.store('games', gameRow(1), gameRow(2), gameRow(3), gameRow(4))
    await season.store(
      'player_game_logs',
      ...playerLinesOf(1),
      ...playersOf(2, HOME),
      ...playersOf(3, HOME),
      ...playersOf(3, AWAY).slice(1),
    )
    expect(await season.findings('player_game_logs')).toEqual([
      { kind: 'missing', subject: gameId(2), detail: 'played on 2018-10-12, team 2 has 0 player lines' },
      { kind: 'missing', subject: gameId(3), detail: 'played on 2018-10-13, team 2 has 4 player lines' },
      {
        kind: 'missing',
        subject: gameId(4),
        detail: 'played on 2018-10-14, team 1 has 0 player lines and team 2 has 0 player lines',
      },
    ])
  })

  it('lack a game that the team game logs alone have', async () => {
    await season.store('games', gameRow(1))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    await season.store('player_game_logs', ...playerLinesOf(1))
    expect(await season.findings('player_game_logs')).toMatchObject([{ kind: 'missing', subject: gameId(2) }])
  })

  it('lack the whole season in one sentence', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    expect(await season.findings('player_game_logs')).toEqual([
      {
        kind: 'missing',
        subject: '2018-19',
        detail: 'the source has no player lines, and 2 games were played',
      },
    ])
  })

  it('do not lack a game that was called off, whose team lines have no minutes', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2, { minutes: 0 }))
    await season.store('player_game_logs', ...playerLinesOf(1))
    expect(await season.findings('player_game_logs')).toEqual([])
  })

  it('have lines of games only that another source has', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('player_game_logs', ...playerLinesOf(1), playerLine(9, HOME, 100))
    expect(await season.findings('player_game_logs')).toEqual([
      {
        kind: 'conflict',
        subject: gameId(9),
        detail: 'no other source has this game: 1 player lines, Player 100 among them',
      },
    ])
  })

  it('have lines of the two teams of a game only', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('player_game_logs', ...playerLinesOf(1), playerLine(1, 3, 300))
    expect(await season.findings('player_game_logs')).toEqual([
      {
        kind: 'wrong',
        subject: gameId(1),
        detail: 'Player 300: has a line for team 3, which does not play this game',
      },
    ])
  })

  it.each([
    ['date', { game_date: '2018-11-11' }, 'game_date 2018-11-11, team_game_logs 2018-10-11'],
    ['result', { result: 'L' }, 'result L, team_game_logs W'],
    ['matchup', { matchup: 'HOM @ AWA' }, 'matchup HOM @ AWA, team_game_logs HOM vs. AWA'],
  ])('have the %s of the team line', async (_what, different, detail) => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('player_game_logs', ...playersOf(1, HOME, different), ...playersOf(1, AWAY))
    expect(await season.findings('player_game_logs')).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: `Player 100 and 4 more: ${detail}` },
    ])
  })
})

it('a player has one name in all lines of a season', async () => {
  await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2), ...teamLinesOf(3))
  const [first, ...others] = playerLinesOf(3)
  await season.store('player_game_logs', ...playerLinesOf(1), ...playerLinesOf(2), ...others, {
    ...first,
    player_name: 'X',
  })
  expect(await season.findings('player_game_logs')).toEqual([
    { kind: 'wrong', subject: gameId(3), detail: 'player_name X, elsewhere Player 100' },
  ])
})

describe('the lines of the players of a team', () => {
  const withTeam = async (team: object, players: readonly Record<string, never>[] = []) => {
    await season.store('team_game_logs', { ...teamLine(1, HOME), ...team }, teamLine(1, AWAY))
    await season.store('player_game_logs', ...playersOf(1, HOME), ...playersOf(1, AWAY), ...players)
    return (await season.findings('player_game_logs')).filter(({ detail }) => detail.includes('sum'))
  }

  it('add up to the line of the team', async () => {
    expect(await withTeam({ points: 49, assists: 14 })).toEqual([
      {
        kind: 'conflict',
        subject: gameId(1),
        detail: "HOM: assists 14, players' sum 15, points 49, players' sum 50",
      },
    ])
  })

  it('lack a line where they add up to less', async () => {
    expect(await withTeam({ points: 58 })).toEqual([
      { kind: 'missing', subject: gameId(1), detail: "HOM: points 58, players' sum 50: a line is missing" },
    ])
  })

  it('may have fewer rebounds than the team, which has rebounds of its own', async () => {
    expect(await withTeam({ rebounds: 50 })).toEqual([])
  })

  it('never have more rebounds than the team', async () => {
    expect(await withTeam({ rebounds: 44 })).toMatchObject([{ kind: 'conflict' }])
  })

  it('have the minutes of the team within half a minute a line', async () => {
    expect(await withTeam({ minutes: 242 })).toEqual([])
  })

  it('lack a line where minutes are missing', async () => {
    expect(await withTeam({ minutes: 265 })).toMatchObject([{ kind: 'missing' }])
  })

  it('are compared although one of them has no points', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store(
      'player_game_logs',
      ...playersOf(1, HOME).slice(1),
      playerLine(1, HOME, 100, { points: null }),
      ...playersOf(1, AWAY),
    )
    expect(await season.findings('player_game_logs')).toEqual([
      { kind: 'missing', subject: gameId(1), detail: "HOM: points 50, players' sum 40: a line is missing" },
      { kind: 'wrong', subject: gameId(1), detail: 'Player 100: points is empty' },
    ])
  })

  it('are not compared in a column that most of the season leaves empty', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store(
      'player_game_logs',
      ...playersOf(1, HOME, { assists: null }),
      ...playersOf(1, AWAY, { assists: null }),
    )
    expect(await season.findings('player_game_logs')).toEqual([])
  })
})
