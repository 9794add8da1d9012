import { describe, expect, it } from 'vitest'
import { AWAY, gameRow, HOME, record, teamLinesOf, TinySeason, unplayed } from './tiny-season.js'

const season = new TinySeason()

describe('the standings', () => {
  it('are verified by the results of the games', async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('standings', record(HOME, 2, 0), record(AWAY, 0, 2))
    expect(await season.verify('standings')).toEqual({ verifiedBy: 'games', findings: [] })
  })

  it('are verified by the team game logs where the games have no results', async () => {
    await season.store('games', gameRow(1, unplayed))
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('standings', record(HOME, 1, 0), record(AWAY, 0, 1))
    expect(await season.verify('standings')).toEqual({ verifiedBy: 'team_game_logs', findings: [] })
  })

  it('lack a team, and are behind the games', async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('standings', record(HOME, 1, 0))
    expect(await season.findings('standings')).toEqual([
      { kind: 'conflict', subject: 'team 1', detail: 'team 1: standings 1-0, games 2-0' },
      { kind: 'missing', subject: 'team 2', detail: 'team 2: standings without the team, games 0-2' },
    ])
  })

  it('count a game that is not stored', async () => {
    await season.store('games', gameRow(1), gameRow(3))
    await season.store('standings', record(HOME, 3, 0), record(AWAY, 0, 2))
    expect(await season.findings('standings')).toEqual([
      {
        kind: 'missing',
        subject: 'team 1',
        detail: 'team 1: standings 3-0, games 2-0 (no source has 0021800002)',
      },
    ])
  })

  it('get a note where they are ahead by a game of today', async () => {
    await season.store('games', gameRow(1), gameRow(2, unplayed))
    await season.store('standings', record(HOME, 2, 0), record(AWAY, 0, 1))
    expect(await season.findings('standings', '2018-10-12')).toEqual([
      { kind: 'note', subject: 'team 1', detail: 'team 1: standings 2-0, games 1-0' },
    ])
  })

  it('have the points per game of the team game logs', async () => {
    await season.store('games', gameRow(1))
    await season.store('team_game_logs', ...teamLinesOf(1))
    const points = { points_per_game: 50, opponent_points_per_game: 40 }
    await season.store('standings', record(HOME, 1, 0, points), record(AWAY, 0, 1, points))
    expect(await season.findings('standings')).toEqual([
      { kind: 'conflict', subject: 'team 2', detail: 'AWA: points per game 50 : 40, game log 40.0 : 50.0' },
    ])
  })

  it('are not verified by games of which they know no teams', async () => {
    await season.store('games', gameRow(1, { home_team_id: null, away_team_id: null }))
    expect(await season.verify('standings')).toEqual({ verifiedBy: null, findings: [] })
  })
})
