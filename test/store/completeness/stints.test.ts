import { beforeEach, describe, expect, it } from 'vitest'
import { AWAY, gameId, HOME, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()
const game_id = gameId(1)

/** Five players of a team, who play the whole game. */
const players = (team: number): readonly number[] => [1, 2, 3, 4, 5].map((n) => team * 10 + n)
const five = (team: number): string => `{${players(team).join(',')}}`

const line = (team: number, player_id: number, minutes = 48): Cells => ({
  game_id,
  team_id: team,
  player_id,
  last_name: `Player ${player_id}`,
  minutes,
})
const stint = (number: number, more: Cells = {}): Cells => ({
  game_id,
  number,
  period: number,
  start_seconds: (number - 1) * 1440,
  end_seconds: number * 1440,
  home_players: five(HOME),
  away_players: five(AWAY),
  home_points: 25,
  away_points: 20,
  ...more,
})
const possession = (number: number, team_id: number, points: number, more: Cells = {}): Cells => ({
  game_id,
  number,
  period: number,
  team_id,
  start_seconds: (number - 1) * 1440,
  end_seconds: number * 1440,
  points,
  opponent_points: 0,
  ending: 'made_shot',
  stint_number: number,
  ...more,
})
const ofGame = (more: Cells = {}): Cells => ({ game_id, stints: 2, possessions: 2, ...more })

describe('the stints of a game', () => {
  beforeEach(async () => {
    await season.store('play_by_play', { game_id, action_id: 1, action_number: 1, period: 1 })
    await season.store(
      'box_score_teams',
      { game_id, team_id: HOME, is_home: true, points: 50 },
      { game_id, team_id: AWAY, is_home: false, points: 40 },
    )
    await season.store(
      'box_score_players',
      ...[HOME, AWAY].flatMap((team) => players(team).map((player) => line(team, player))),
    )
  })
  const store = async (stints: readonly Cells[], possessions: readonly Cells[], game = ofGame()) => {
    await season.store('stint_games', game)
    await season.store('stints', ...stints)
    await season.store('possessions', ...possessions)
    return season.verify('stints')
  }
  const [stints, possessions] = [
    [stint(1), stint(2)],
    [possession(1, HOME, 50), possession(2, AWAY, 40)],
  ]
  const conflict = (detail: string) => ({ kind: 'conflict', subject: game_id, detail })
  const findings = async (...of: Parameters<typeof store>) =>
    (await store(...of)).findings.map(({ kind, subject, detail }) => ({ kind, subject, detail }))

  it('are verified by the minutes and points of the box scores', async () => {
    expect(await store(stints, possessions)).toEqual({
      verifiedBy: 'box_score_players, box_score_teams',
      findings: [],
    })
  })

  it('are missing where the game was not derived', async () => {
    expect(await season.findings('stints')).toEqual([
      { kind: 'missing', subject: game_id, detail: 'was not derived' },
    ])
  })

  it('are none, with the reason, where the game does not fit', async () => {
    const misfit = 'the minutes are not those of the box score'
    expect(await findings([], [], ofGame({ stints: 0, possessions: 0, misfit }))).toEqual([
      { kind: 'note', subject: game_id, detail: `does not fit: ${misfit}` },
    ])
  })

  it('have other points than the box score', async () => {
    expect(await findings([stint(1), stint(2, { home_points: 26 })], possessions)).toEqual([
      conflict('the box score has 50 : 40, the stints 51 : 40'),
    ])
  })

  it('have possessions with other points than the box score', async () => {
    expect(await findings(stints, [possession(1, HOME, 50), possession(2, AWAY, 39)])).toEqual([
      conflict(`team ${AWAY} has 40 points, its possessions 39`),
    ])
  })

  it('lack one that was derived', async () => {
    const found = await findings(stints, possessions, ofGame({ stints: 3 }))
    expect(found).toEqual([conflict('has 2 stints and 2 possessions, not 3 and 2')])
  })

  it('have another player than who has minutes', async () => {
    const [first = 0, ...others] = players(HOME)
    const other = stint(2, { home_players: `{${[...others, 99].join(',')}}` })
    expect(await findings([stint(1), other], possessions)).toEqual([
      conflict(`Player ${first} has 48.0 minutes, in stints 24.0`),
      conflict('player 99 has ? minutes, in stints 24.0'),
    ])
  })
})
