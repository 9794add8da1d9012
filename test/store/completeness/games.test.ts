import { describe, expect, it } from 'vitest'
import {
  AWAY,
  gameId,
  gameRow,
  HOME,
  playerLinesOf,
  teamLine,
  teamLinesOf,
  TinySeason,
  unplayed,
} from './tiny-season.js'

const season = new TinySeason()

describe('the games of a season', () => {
  it('are not verified while nothing else is stored', async () => {
    await season.store('games', gameRow(1))
    expect(await season.verify('games')).toEqual({ verifiedBy: null, findings: [] })
  })

  it('are verified by both game logs', async () => {
    await season.store('games', gameRow(1))
    await season.store('team_game_logs', ...teamLinesOf(1))
    await season.store('player_game_logs', ...playerLinesOf(1))
    expect(await season.verify('games')).toEqual({
      verifiedBy: 'team_game_logs, player_game_logs',
      findings: [],
    })
  })

  it('lack a game that was logged', async () => {
    await season.store('games', gameRow(1), gameRow(3))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2), ...teamLinesOf(3))
    expect(await season.findings('games')).toEqual([
      { kind: 'missing', subject: gameId(2), detail: 'has a line in team_game_logs (2018-10-12)' },
    ])
  })

  it('lack a game that the player game logs alone have', async () => {
    await season.store('games', gameRow(1))
    await season.store('player_game_logs', ...playerLinesOf(1), ...playerLinesOf(2))
    expect(await season.findings('games')).toEqual([
      { kind: 'missing', subject: gameId(2), detail: 'has a line in player_game_logs (2018-10-12)' },
    ])
  })

  it('have a result that no log knows', async () => {
    await season.store('games', gameRow(1), gameRow(2), gameRow(3))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(3))
    expect(await season.findings('games')).toEqual([
      { kind: 'conflict', subject: gameId(2), detail: 'final on 2018-10-12, and no line in team_game_logs' },
    ])
  })

  it('may be newer than the logs', async () => {
    await season.store('games', gameRow(1), gameRow(2))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.findings('games')).toEqual([])
  })

  it.each([
    ['the date', { game_date: '2018-09-11' }, 'date 2018-09-11, team_game_logs 2018-10-11'],
    ['the score', { home_score: 51 }, 'score 51 : 40, team_game_logs 50 : 40'],
    ['an unknown score', { home_score: null, away_score: null }, 'score ? : ?, team_game_logs 50 : 40'],
    [
      'the home side',
      { home_team_id: AWAY, away_team_id: HOME, home_score: 40, away_score: 50 },
      'at home AWA, team_game_logs HOM',
    ],
    ['the teams', { away_team_id: 3 }, 'teams team 3 @ HOM, team_game_logs has lines of AWA'],
  ])('disagree with the team game logs on %s', async (_what, different, detail) => {
    await season.store('games', gameRow(1, different))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.findings('games')).toContainEqual({ kind: 'conflict', subject: gameId(1), detail })
  })

  it('disagree with the player game logs on the score where no other log is stored', async () => {
    await season.store('games', gameRow(1, { away_score: 41 }))
    await season.store('player_game_logs', ...playerLinesOf(1))
    expect(await season.findings('games')).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: 'score 50 : 41, player_game_logs 50 : 40' },
    ])
  })

  it('have a home side that the log does not know on neutral ground', async () => {
    await season.store('games', gameRow(1))
    await season.store(
      'team_game_logs',
      teamLine(1, HOME, { matchup: 'HOM @ AWA' }),
      teamLine(1, AWAY, { matchup: 'AWA @ HOM' }),
    )
    expect(await season.findings('games')).toEqual([])
  })

  it('do not know the teams of some games before these are played', async () => {
    await season.store('games', gameRow(1, { ...unplayed, home_team_id: null, away_team_id: null }))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.findings('games')).not.toContainEqual(expect.objectContaining({ kind: 'conflict' }))
  })

  it('have no team that plays itself', async () => {
    await season.store('games', gameRow(1, { away_team_id: HOME }))
    expect(await season.findings('games')).toContainEqual({
      kind: 'wrong',
      subject: gameId(1),
      detail: 'home_team_id and away_team_id are both 1',
    })
  })

  it('do not end without a winner', async () => {
    await season.store('games', gameRow(1, { away_score: 50 }))
    expect(await season.findings('games')).toEqual([
      { kind: 'wrong', subject: gameId(1), detail: 'final with home_score and away_score 50' },
    ])
  })
})

describe('a game without a result', () => {
  it('is missing some days after its date', async () => {
    await season.store('games', gameRow(1, unplayed))
    expect(await season.findings('games', '2018-10-15')).toEqual([
      { kind: 'missing', subject: gameId(1), detail: 'dated 2018-10-11, without a result' },
    ])
  })

  it('is missing with a hint where the log has its result', async () => {
    await season.store('games', gameRow(1, { status: 2 }), gameRow(2))
    await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
    expect(await season.findings('games')).toEqual([
      {
        kind: 'missing',
        subject: gameId(1),
        detail: 'dated 2018-10-11, without a result, which team_game_logs has',
      },
    ])
  })

  it('is not missing within three days', async () => {
    await season.store('games', gameRow(1, unplayed))
    expect(await season.findings('games', '2018-10-14')).toEqual([])
  })

  it.each(['Cancelled', 'Postponed', 'PPD'])('is not missing when its status is %s', async (status_text) => {
    await season.store('games', gameRow(1, { ...unplayed, status_text }))
    expect(await season.findings('games')).toEqual([])
  })
})
