import { describe, expect, it } from 'vitest'
import { storeFindings } from '../../../src/store/runs/findings.js'
import { verifyDataset } from '../../../src/store/completeness/completeness.js'
import {
  dateOf,
  gameId,
  gameRow,
  HOME,
  playersOf,
  SCOPE,
  teamLinesOf,
  TinySeason,
  type Cells,
} from './tiny-season.js'

const season = new TinySeason()

describe('a list of people', () => {
  it.each(['players', 'player_seasons'])('is not verified without game logs: %s', async (name) => {
    expect(await season.verify(name)).toEqual({ verifiedBy: null, findings: [] })
  })

  it('lacks those with a line in a game log and no row', async () => {
    await season.store('player_game_logs', ...playersOf(1, HOME).slice(0, 2))
    await season.store('players', { player_id: 100, full_name: 'Player 100' })
    const person = { season: SCOPE.season, player_id: 101, first_name: 'Player', last_name: '101' }
    await season.store('player_seasons', { ...person, team_id: HOME })
    expect(await season.verify('players')).toEqual({
      verifiedBy: 'player_game_logs',
      findings: [
        { dataset: 'players', kind: 'missing', subject: '101', detail: 'has a line in player_game_logs' },
      ],
    })
    expect(await season.findings('player_seasons')).toMatchObject([{ subject: '100' }])
  })
})

it('people have the names that the player game logs have', async () => {
  await season.store('player_game_logs', ...playersOf(1, HOME).slice(0, 1))
  await season.store('players', { player_id: 100, full_name: 'X Y' })
  const named = { season: SCOPE.season, player_id: 100, team_id: HOME, first_name: 'Player' }
  await season.store('player_seasons', { ...named, last_name: '101' })
  expect(await season.findings('players')).toEqual([
    { kind: 'conflict', subject: '100', detail: 'full_name X Y, player_game_logs Player 100' },
  ])
  expect(await season.findings('player_seasons')).toEqual([
    {
      kind: 'conflict',
      subject: '100',
      detail: 'first_name last_name Player 101, player_game_logs Player 100',
    },
  ])
})

it('a finding has no character that acts on a terminal, whatever the source has', async () => {
  await season.store('player_game_logs', ...playersOf(1, HOME).slice(0, 1))
  await season.store('players', { player_id: 100, full_name: 'X\u202eY' })
  expect(await season.findings('players')).toMatchObject([
    { detail: 'full_name X Y, player_game_logs Player 100' },
  ])
})

it('the teams come from the answer of the team game logs, which does not verify them', async () => {
  await season.store('team_game_logs', ...teamLinesOf(1))
  expect(await season.verify('teams')).toEqual({ verifiedBy: null, findings: [] })
})

describe('a difference in a game of yesterday', () => {
  const lost: Cells = { home_score: 51 }

  it('is a note, since the game is not settled yet', async () => {
    await season.store('games', gameRow(1, lost))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.findings('games', '2018-10-12')).toEqual([
      {
        kind: 'note',
        subject: gameId(1),
        detail: 'score 51 : 40, team_game_logs 50 : 40 (not settled yet)',
      },
    ])
  })

  it('is a conflict where another source dates the game earlier', async () => {
    await season.store('games', gameRow(1, { game_date: dateOf(9) }))
    await season.store('team_game_logs', ...teamLinesOf(1))
    expect(await season.findings('games', dateOf(9))).toEqual([
      { kind: 'conflict', subject: gameId(1), detail: 'date 2018-10-19, team_game_logs 2018-10-11' },
    ])
  })
})

it('a run that knows the games by their former name gets the same findings under that name', async () => {
  await season.store('games', gameRow(1))
  await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2))
  const { verifiedBy, findings } = await season.verify('games')
  expect(findings).toHaveLength(1)
  expect(await season.verify('schedule')).toEqual({
    verifiedBy,
    findings: findings.map((each) => ({ ...each, dataset: 'schedule' })),
  })
})

it('a dataset without a check is not verified', async () => {
  const shots = { name: 'shots', verify: [], tables: [] }
  expect(await verifyDataset(season.pool, shots, SCOPE, dateOf(9))).toEqual({
    verifiedBy: null,
    findings: [],
  })
})

it('findings about games with unknown scores are stored', async () => {
  await season.store(
    'games',
    gameRow(1, { home_team_id: null, home_score: null }),
    gameRow(2, { home_score: null }),
  )
  await season.store('team_game_logs', ...teamLinesOf(1), ...teamLinesOf(2, { points: null }))
  const names = ['games', 'team_game_logs', 'player_game_logs', 'standings']
  const findings = (await Promise.all(names.map((name) => season.verify(name)))).flatMap((v) => v.findings)
  expect(findings.length).toBeGreaterThan(0)
  await expect(storeFindings(season.pool, 'run', findings)).resolves.toBeUndefined()
})
