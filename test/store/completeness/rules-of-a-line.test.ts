import { describe, expect, it } from 'vitest'
import { AWAY, gameId, HOME, playerLine, record, SCOPE, TinySeason, type Cells } from './tiny-season.js'

const season = new TinySeason()

/** Every statistic of a line, in agreement. */
const whole: Cells = {
  points: 10,
  field_goals_made: 4,
  field_goals_attempted: 9,
  field_goal_pct: 0.444,
  three_pointers_made: 1,
  three_pointers_attempted: 2,
  three_pointer_pct: 0.5,
  free_throws_made: 1,
  free_throws_attempted: 0,
  free_throw_pct: null,
  offensive_rebounds: 4,
  defensive_rebounds: 5,
  rebounds: 9,
  steals: 0,
  blocks: 0,
  turnovers: 0,
}
const attempted: Cells = { ...whole, free_throws_attempted: 2, free_throw_pct: 0.5 }

describe('a line of statistics', () => {
  const findingsOf = async (line: Cells, id = gameId(1)) => {
    const lines = Array.from({ length: 3 }, (_, i) => playerLine(1, HOME, i, { ...attempted, game_id: id }))
    await season.store(
      'player_game_logs',
      ...lines,
      playerLine(1, HOME, 9, { ...attempted, game_id: id, ...line }),
    )
    return season.findings('player_game_logs')
  }
  const wrong = (detail: string) => [{ kind: 'wrong', subject: gameId(1), detail: `Player 9: ${detail}` }]

  it('agrees with itself', async () => {
    expect(await findingsOf({})).toEqual([])
  })

  it.each<[Cells, string]>([
    [{ points: 11 }, 'points 11, but field_goals_made, three_pointers_made, free_throws_made make 10'],
    [{ rebounds: 8 }, 'rebounds 8, but offensive_rebounds, defensive_rebounds make 9'],
    [{ field_goal_pct: 0.445 }, 'field_goal_pct 0.445, but 4 of 9'],
    [{ field_goal_pct: null }, 'field_goal_pct ?, but 4 of 9'],
    [
      { three_pointers_attempted: 10, three_pointer_pct: 0.1 },
      'three_pointers_attempted 10 of field_goals_attempted 9',
    ],
    [{ minutes: 999 }, 'minutes 999 is outside 0 to 75'],
    [{ assists: null }, 'assists is empty'],
  ])('is wrong with %j', async (line, detail) => {
    expect(await findingsOf(line)).toEqual(wrong(detail))
  })

  it.each([null, 0])('is wrong, once for the season, where no line has a steal but %j', async (steals) => {
    const lines = Array.from({ length: 100 }, (_, i) =>
      playerLine(1, HOME, i, {
        ...attempted,
        assists: 1,
        personal_fouls: 1,
        blocks: 1,
        turnovers: 1,
        plus_minus: 1,
        fantasy_points: 1,
        steals,
      }),
    )
    await season.store('player_game_logs', ...lines)
    expect(await season.findings('player_game_logs')).toEqual([
      { kind: 'wrong', subject: 'steals', detail: 'steals is empty in 100 of 100 rows' },
    ])
  })

  it('is wrong with more made than attempted', async () => {
    expect(await findingsOf({ free_throws_attempted: 0, free_throw_pct: null })).toEqual(
      wrong('free_throws_made 1 of free_throws_attempted 0'),
    )
  })

  it('has no share without an attempt', async () => {
    expect(
      await findingsOf({
        points: 9,
        free_throws_made: 0,
        free_throws_attempted: 0,
        free_throw_pct: 0.5,
      }),
    ).toEqual(wrong('free_throw_pct 0.5, but 0 of 0'))
  })
})

describe('a line of a season before 1996-97', () => {
  const old = { season: '1960-61', seasonType: SCOPE.seasonType } as const

  it('gets a note where it does not agree with itself', async () => {
    const line = (player: number, more: Cells): Cells =>
      playerLine(1, HOME, player, {
        ...attempted,
        season: old.season,
        game_id: '0026000001',
        game_date: '1960-11-01',
        ...more,
      })
    await season.store('player_game_logs', line(1, {}), line(2, { points: 30 }))
    const { findings } = await season.verify('player_game_logs', '2018-10-25', old)
    expect(findings).toMatchObject([{ kind: 'note', subject: '0026000001' }])
  })

  it('may have gaps', async () => {
    const line = (player: number, more: Cells): Cells =>
      playerLine(1, HOME, player, {
        season: old.season,
        game_id: '0026000001',
        game_date: '1960-11-01',
        ...more,
      })
    await season.store('player_game_logs', line(1, {}), line(2, {}), line(3, { assists: null }))
    expect((await season.verify('player_game_logs', '2018-10-25', old)).findings).toEqual([])
  })
})

describe('the index of the players', () => {
  const players = (teams: readonly number[]): Cells[] =>
    teams.map((team_id, i) => ({ season: SCOPE.season, player_id: 100 + i, team_id, last_name: 'Player' }))
  const nobody = (count: number): number[] => Array.from({ length: count }, () => 0)
  const somebody = (count: number): number[] => Array.from({ length: count }, () => HOME)
  const unused = async () =>
    (await season.findings('player_seasons')).filter(({ subject }) => subject === 'team_id')

  it('may list some players without a team', async () => {
    await season.store('player_seasons', ...players([...nobody(15), ...somebody(35)]))
    expect(await unused()).toEqual([])
  })

  it('is wrong where half of the players have none', async () => {
    await season.store('player_seasons', ...players([...nobody(25), ...somebody(25)]))
    expect(await unused()).toEqual([
      { kind: 'wrong', subject: 'team_id', detail: 'team_id is empty in 25 of 50 rows' },
    ])
  })
})

describe('a row of the standings', () => {
  const wrong = (detail: string) => [{ kind: 'wrong', subject: 'team 1', detail: `team 1: ${detail}` }]
  const findingsOf = async (more: Cells) => {
    await season.store(
      'standings',
      record(HOME, 10, 5, { win_pct: 0.667, home_record: '6-2', road_record: '4-3', ...more }),
      record(AWAY, 5, 10, { win_pct: 0.333, home_record: '3-4', road_record: '2-6' }),
    )
    return season.findings('standings')
  }

  it('agrees with itself', async () => {
    expect(await findingsOf({})).toEqual([])
  })

  it('has the share of its wins', async () => {
    expect(await findingsOf({ win_pct: 0.1 })).toEqual(wrong('win_pct 0.1, but 10 of 15'))
  })

  it('has records at home and on the road that add up', async () => {
    expect(await findingsOf({ home_record: '9-2' })).toEqual(
      wrong('home_record 9-2, road_record 4-3, but 10-5'),
    )
  })

  it('has a name: where all have none, the season has one finding', async () => {
    const filled = {
      team_city: 'Town',
      conference: 'East',
      division: 'North',
      win_pct: 0.667,
      home_record: '6-2',
      road_record: '4-3',
      points_per_game: 100,
      opponent_points_per_game: 99,
    }
    await season.store('standings', ...Array.from({ length: 20 }, (_, i) => record(100 + i, 10, 5, filled)))
    const empty = (await season.findings('standings')).filter(({ detail }) => detail.includes('empty'))
    expect(empty).toEqual([
      { kind: 'wrong', subject: 'team_name', detail: 'team_name is empty in 20 of 20 rows' },
    ])
  })

  it('may have games on neutral ground beside them', async () => {
    expect(await findingsOf({ home_record: '5-2' })).toEqual([])
  })
})
