import { beforeEach, describe, expect, it } from 'vitest'
import { AWAY, gameId, HOME, SCOPE, teamLinesOf, TinySeason, type Cells } from './tiny-season.js'

const tiny = new TinySeason()
const GAME = gameId(1)

const group = (team: number, more: Cells = {}): Cells => ({
  season: SCOPE.season,
  team_id: team,
  team_abbreviation: team === HOME ? 'HOM' : 'AWA',
  wins: team === HOME ? 1 : 0,
  losses: team === HOME ? 0 : 1,
  points: team === HOME ? 50 : 40,
  opponent_points: team === HOME ? 40 : 50,
  ...more,
})
const listed = (team: number, more: Cells = {}): Cells => ({
  season: SCOPE.season,
  team_id: team,
  game_id: GAME,
  result: team === HOME ? 'W' : 'L',
  ...more,
})

describe('a team in its group of the cup', () => {
  beforeEach(() => tiny.store('team_game_logs', ...teamLinesOf(1)))

  it('has the record and points of the games that the cup lists', async () => {
    await tiny.store('cup_standings', group(HOME), group(AWAY))
    await tiny.store('cup_games', listed(HOME), listed(AWAY))
    expect(await tiny.verify('cup_standings')).toEqual({ verifiedBy: 'team_game_logs', findings: [] })
  })

  it('is in conflict with other wins or points than those of the games', async () => {
    await tiny.store('cup_standings', group(HOME, { points: 51 }), group(AWAY, { wins: 1, losses: 0 }))
    await tiny.store('cup_games', listed(HOME), listed(AWAY))
    expect(await tiny.findings('cup_standings')).toEqual([
      {
        kind: 'conflict',
        subject: `team ${HOME}`,
        detail: 'HOM: cup 1-0, points 51 : 40, its games 1-0, points 50 : 40',
      },
      {
        kind: 'conflict',
        subject: `team ${AWAY}`,
        detail: 'AWA: cup 1-0, points 40 : 50, its games 0-1, points 40 : 50',
      },
      { kind: 'wrong', subject: 'wins', detail: '2 wins of all teams, 0 losses' },
    ])
  })

  it('is in conflict with a result that the game log does not have', async () => {
    await tiny.store(
      'cup_standings',
      group(HOME, { wins: 0, losses: 1 }),
      group(AWAY, { wins: 1, losses: 0 }),
    )
    await tiny.store('cup_games', listed(HOME, { result: 'L' }), listed(AWAY, { result: 'W' }))
    expect(await tiny.findings('cup_standings')).toEqual([
      { kind: 'conflict', subject: GAME, detail: 'AWA: cup W, game log L' },
      { kind: 'conflict', subject: GAME, detail: 'HOM: cup L, game log W' },
    ])
  })

  it('lacks a game that the other team alone lists', async () => {
    await tiny.store('cup_standings', group(HOME), group(AWAY, { losses: 0 }))
    await tiny.store('cup_games', listed(HOME))
    expect(await tiny.findings('cup_standings')).toContainEqual({
      kind: 'missing',
      subject: GAME,
      detail: 'is listed by HOM alone',
    })
  })

  it('plays the teams of its group alone', async () => {
    await tiny.store('cup_standings', group(HOME, { cup_group: 'A' }), group(AWAY, { cup_group: 'B' }))
    await tiny.store('cup_games', listed(HOME), listed(AWAY))
    expect(await tiny.findings('cup_standings')).toEqual([
      { kind: 'wrong', subject: GAME, detail: 'its teams are in the groups A and B' },
    ])
  })

  it('has no points of an overtime', async () => {
    const points = { points: 45, opponent_points: 30 }
    await tiny.store('team_game_logs', ...teamLinesOf(2, { minutes: 265 }))
    await tiny.store('cup_standings', group(HOME, points), group(AWAY, { points: 30, opponent_points: 45 }))
    await tiny.store('cup_games', listed(HOME, { game_id: gameId(2) }), listed(AWAY, { game_id: gameId(2) }))
    expect(await tiny.findings('cup_standings')).toEqual([])
  })

  it('is held against the listed results alone where no log has the games', async () => {
    await tiny.store('cup_standings', group(HOME), group(AWAY))
    await tiny.store('cup_games', listed(HOME, { game_id: gameId(3) }), listed(AWAY, { game_id: gameId(3) }))
    expect((await tiny.verify('cup_standings')).findings.filter(({ kind }) => kind === 'conflict')).toEqual(
      [],
    )
  })
})
