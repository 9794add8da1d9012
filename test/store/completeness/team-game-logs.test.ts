import { describe, expect, it } from 'vitest'
import {
  AWAY,
  gameId,
  gameRow,
  HOME,
  playerLinesOf,
  record,
  teamLine,
  teamLinesOf,
  TinySeason,
  unplayed,
  type Cells,
} from './tiny-season.js'

const season = new TinySeason()

describe('the team game logs', () => {
  it('are not verified where nothing else is stored', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.verify('team_game_logs')).toEqual({ verifiedBy: null, findings: [] })
  })

  it('are verified by the games', async () => {
    await season.store('games', gameRow(1), gameRow(2, unplayed))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.verify('team_game_logs')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('lack a game that was played, and half a game', async () => {
    await season.store('games', gameRow(1), gameRow(2), gameRow(3))
    await season.store('team_game_logs', ...teamLinesOf(1), teamLine(3, HOME))
    expect(await season.findings('team_game_logs')).toEqual(
      expect.arrayContaining([
        { kind: 'missing', subject: gameId(2), detail: 'final on 2018-10-12 in games, 0 of 2 lines' },
        { kind: 'missing', subject: gameId(3), detail: 'has a line of HOM alone' },
      ]),
    )
  })

  it('have no game of three teams', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1), teamLine(1, 3))
    expect(await season.findings('team_game_logs')).toContainEqual({
      kind: 'conflict',
      subject: gameId(1),
      detail: '3 teams have a line',
    })
  })

  it('lack a game by the standings although the games lack it too, and name the number that no source has', async () => {
    await season.store('games', gameRow(1), gameRow(3))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(3))
    await season.store('standings', record(HOME, 3, 0), record(AWAY, 0, 3))
    expect(await season.verify('team_game_logs')).toEqual({
      verifiedBy: 'games, standings',
      findings: [
        {
          dataset: 'team_game_logs',
          kind: 'missing',
          subject: 'team 1',
          detail: `HOM: standings 3-0, game log 2-0 (no source has ${gameId(2)})`,
        },
        {
          dataset: 'team_game_logs',
          kind: 'missing',
          subject: 'team 2',
          detail: `AWA: standings 0-3, game log 0-2 (no source has ${gameId(2)})`,
        },
      ],
    })
  })

  it('disagree with the standings on a result', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    await season.store('standings', record(HOME, 1, 1), record(AWAY, 0, 2))
    expect(await season.findings('team_game_logs')).toEqual([
      { kind: 'conflict', subject: 'team 1', detail: 'HOM: standings 1-1, game log 2-0' },
    ])
  })

  it('may be newer than the standings', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    await season.store('standings', record(HOME, 1, 0), record(AWAY, 0, 1))
    expect(await season.findings('team_game_logs')).toEqual([])
  })

  it('get a note where the standings are ahead by a game of yesterday', async () => {
    await season.store('games', gameRow(1), gameRow(2, unplayed))
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('standings', record(HOME, 2, 0), record(AWAY, 0, 2))
    expect(await season.findings('team_game_logs', '2018-10-13')).toEqual([
      { kind: 'note', subject: 'team 1', detail: 'HOM: standings 2-0, game log 1-0' },
      { kind: 'note', subject: 'team 2', detail: 'AWA: standings 0-2, game log 0-1' },
    ])
  })

  it('get a note where the games know no result at all', async () => {
    await season.store('games', gameRow(1, unplayed))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.findings('team_game_logs')).toEqual([
      { kind: 'note', subject: 'games', detail: "the league's schedule is stale: it knows no result at all" },
    ])
  })

  it('are verified by the player game logs where there are neither games nor standings', async () => {
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('player_game_logs', ...playerLinesOf(1), ...playerLinesOf(2))
    const { verifiedBy, findings } = await season.verify('team_game_logs')
    expect(verifiedBy).toBe('player_game_logs')
    expect(findings.map(({ kind, subject, detail }) => ({ kind, subject, detail }))).toEqual([
      { kind: 'missing', subject: gameId(2), detail: 'AWA has player lines only' },
      { kind: 'missing', subject: gameId(2), detail: 'HOM has player lines only' },
    ])
  })
})

describe('the two lines of a game', () => {
  const changed = async (home: Cells, away: Cells = {}) => {
    await season.store('team_game_logs', teamLine(1, HOME, home), teamLine(1, AWAY, away))
    return season.findings('team_game_logs')
  }
  const wrong = (detail: string) => ({ kind: 'wrong', subject: gameId(1), detail })

  it('have the result of their points', async () => {
    expect(await changed({ result: 'L' }, { result: 'W' })).toEqual([
      wrong('AWA: result W with 40 : 50'),
      wrong('HOM: result L with 50 : 40'),
    ])
  })

  it('have a result where they have points', async () => {
    expect(await changed({ result: null })).toEqual([wrong('HOM: result ? with 50 : 40')])
  })

  it('have no result where the game was called off', async () => {
    expect(await changed({ result: null, points: 0 }, { result: null, points: 0 })).toEqual([])
  })

  it('have one date', async () => {
    expect(await changed({ game_date: '2018-10-12' })).toContainEqual(
      wrong('HOM: date 2018-10-12, AWA 2018-10-11'),
    )
  })

  it('have a margin that is that of their points, but for rounding', async () => {
    expect(await changed({ plus_minus: 12 }, { plus_minus: -10 })).toEqual([])
    expect(await season.findings('team_game_logs')).toEqual([])
  })

  it('have no other margin', async () => {
    expect(await changed({ plus_minus: 13 }, { plus_minus: -10 })).toEqual([
      wrong('HOM: plus_minus 13 with 50 : 40'),
    ])
  })

  it('have the names that the teams have elsewhere', async () => {
    await season.store('team_game_logs', ...teamLinesOf(2), ...teamLinesOf(3))
    expect(await changed({ team_name: 'Y' })).toEqual([wrong('HOM: team_name Y, elsewhere X')])
  })

  it('name each other', async () => {
    expect(await changed({ matchup: 'HOM vs. LAL' })).toEqual([
      wrong('HOM: matchup HOM vs. LAL, against AWA'),
    ])
  })
})
