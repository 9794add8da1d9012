import { describe, expect, it } from 'vitest'
import boxScores from '../../../src/datasets/nba/box-scores.js'
import playByPlay from '../../../src/datasets/nba/play-by-play.js'
import { brokenContract, played, SCOPE, transformed } from '../transforming.js'

const statistics = (more: Record<string, unknown> = {}) => ({
  minutes: '34:30',
  fieldGoalsMade: 8,
  fieldGoalsAttempted: 16,
  fieldGoalsPercentage: 0.5,
  threePointersMade: 0,
  threePointersAttempted: 0,
  threePointersPercentage: 0,
  freeThrowsMade: 4,
  freeThrowsAttempted: 4,
  freeThrowsPercentage: 1,
  reboundsOffensive: 1,
  reboundsDefensive: 5,
  reboundsTotal: 6,
  assists: 7,
  steals: 1,
  blocks: 0,
  turnovers: 2,
  foulsPersonal: 3,
  points: 20,
  plusMinusPoints: -4,
  ...more,
})

/** A line of a player who did not play, as V3 has it. */
const nothing = (): Record<string, unknown> => ({
  ...Object.fromEntries(Object.keys(statistics()).map((name) => [name, 0])),
  minutes: '',
})

const player = (personId: unknown, more: Record<string, unknown> = {}) => ({
  personId,
  firstName: 'Ada',
  familyName: 'Heron',
  position: 'G',
  comment: '',
  jerseyNum: '00',
  statistics: statistics(),
  ...more,
})

const team = (teamId: number, players: unknown[]) => ({
  teamId,
  teamCity: 'Northport',
  teamName: 'Herons',
  teamTricode: 'NOH',
  players,
  statistics: statistics({ minutes: '240:00' }),
})

const box = (home: unknown[], gameId = '0021800001') => ({
  meta: { time: 'now' },
  boxScoreTraditional: { gameId, homeTeam: team(1, home), awayTeam: team(2, []) },
})

const action = (actionId: number, more: Record<string, unknown> = {}) => ({
  actionId,
  actionNumber: actionId,
  period: 1,
  clock: 'PT11M40.00S',
  teamId: 1610619001,
  personId: 900001,
  actionType: 'Made Shot',
  subType: 'Jump Shot',
  description: 'Heron makes a shot',
  isFieldGoal: 1,
  shotResult: 'Made',
  shotValue: 2,
  shotDistance: 12,
  xLegacy: -10,
  yLegacy: 120,
  scoreHome: '2',
  scoreAway: '0',
  ...more,
})

const actions = (...list: unknown[]) => ({ game: { gameId: '0021800001', actions: list } })

describe('box scores', () => {
  it('are asked for each game that was played', async () => {
    const requests = await boxScores.requests(SCOPE, played('0021800001', '0021800002'))
    expect(requests.map((request) => request.params.GameID)).toEqual(['0021800001', '0021800002'])
  })

  it('give a line for each player and each team', async () => {
    const out = await transformed(boxScores, box([player(900001)]))
    expect(out.of('box_score_teams')).toMatchObject([
      { game_id: '0021800001', team_id: 1, is_home: true, minutes: 240 },
      { game_id: '0021800001', team_id: 2, is_home: false },
    ])
    expect(out.of('box_score_players')).toMatchObject([
      {
        game_id: '0021800001',
        team_id: 1,
        player_id: 900001,
        minutes: 34.5,
        points: 20,
        jersey_number: '00',
      },
    ])
    expect(out.refused).toEqual([])
  })

  it('fill every column of their tables', async () => {
    const out = await transformed(boxScores, box([player(900001)]))
    for (const { name, columns } of boxScores.tables)
      expect(Object.keys(out.of(name)[0] ?? {}).toSorted()).toEqual(columns.toSorted())
  })

  it('know no percentage without an attempt, and nothing of who did not play', async () => {
    const absent = player(900002, { statistics: nothing(), comment: 'DNP' })
    const out = await transformed(boxScores, box([player(900001), absent]))
    expect(out.of('box_score_players')).toMatchObject([
      { three_pointers_attempted: 0, three_pointer_pct: null, field_goal_pct: 0.5 },
      { comment: 'DNP', minutes: null, points: null, three_pointers_attempted: null },
    ])
  })

  it('refuse a wrong line and take the others', async () => {
    const wrong = player(900002, { statistics: statistics({ points: -1 }) })
    const out = await transformed(boxScores, box([player(900001), wrong]))
    expect(out.of('box_score_players')).toHaveLength(1)
    expect(out.refused).toEqual([{ rowNumber: 2, reason: expect.stringMatching(/^statistics\.points -1: /) }])
  })

  it.each([
    [{ minutes: '' }, /^statistics\.minutes are empty although field_goals_made is 8$/],
    [{ plusMinusPoints: 12.9 }, /^statistics\.plusMinusPoints 12\.9: /],
  ])('refuse a line of a player with %j', async (wrong, reason) => {
    const out = await transformed(boxScores, box([player(900002, { statistics: statistics(wrong) })]))
    expect(out.of('box_score_players')).toEqual([])
    expect(out.refused).toEqual([{ rowNumber: 1, reason: expect.stringMatching(reason) }])
  })

  it("take a team's plus/minus with a fraction, without it", async () => {
    const home = { ...team(1, []), statistics: statistics({ plusMinusPoints: -27.6 }) }
    const out = await transformed(boxScores, {
      boxScoreTraditional: { gameId: '0021800001', homeTeam: home, awayTeam: team(2, []) },
    })
    expect(out.of('box_score_teams')).toMatchObject([{ team_id: 1, plus_minus: -27 }, { team_id: 2 }])
  })

  it('of another game are refused', async () => {
    const out = await transformed(boxScores, box([], '0021800009'))
    expect(out.rows).toEqual([])
    expect(out.refused[0]?.reason).toBe('belongs to another game (0021800009)')
  })

  it('name what is missing of their frame', async () => {
    expect(await brokenContract(boxScores, { boxScoreTraditional: { gameId: 'x' } })).toContain(
      'boxScoreTraditional.homeTeam',
    )
  })
})

describe('the play-by-play', () => {
  it('gives a row for each action', async () => {
    const { rows } = await transformed(playByPlay, actions(action(1), action(2, { isFieldGoal: 0 })))
    expect(rows).toMatchObject([
      {
        game_id: '0021800001',
        action_id: 1,
        seconds_left: 700,
        is_field_goal: true,
        home_score: 2,
        away_score: 0,
      },
      { action_id: 2, is_field_goal: false },
    ])
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(playByPlay.tables[0]?.columns.toSorted())
  })

  it("knows a team's own action by the team where a player stands", async () => {
    const { rows } = await transformed(
      playByPlay,
      actions(action(1, { personId: 1610619002, teamId: 0 }), action(2, { personId: 0, teamId: 0 })),
    )
    expect(rows).toMatchObject([
      { team_id: 1610619002, player_id: null },
      { team_id: null, player_id: null },
    ])
  })

  it('knows the own action of a club that is no franchise by its own id', async () => {
    const { rows } = await transformed(playByPlay, actions(action(1, { personId: 12_315, teamId: 12_315 })))
    expect(rows).toMatchObject([{ team_id: 12_315, player_id: null }])
  })

  it('has no actions where their list is null', async () => {
    const { rows, refused } = await transformed(playByPlay, { game: { gameId: '0021800001', actions: null } })
    expect({ rows, refused }).toEqual({ rows: [], refused: [] })
  })

  it('takes a clock below one second', async () => {
    const { rows } = await transformed(playByPlay, actions(action(1, { clock: 'PT00M.50S' })))
    expect(rows).toMatchObject([{ seconds_left: 0.5 }])
  })

  it('knows no score where none is told', async () => {
    const { rows } = await transformed(playByPlay, actions(action(1, { scoreHome: '', scoreAway: '' })))
    expect(rows).toMatchObject([{ home_score: null, away_score: null }])
  })

  it.each([
    ['clock', 'soon'],
    ['clock', 'PT-01M30.00S'],
    ['clock', 'PT00M-1.00S'],
    ['period', 0],
    ['scoreHome', 'two'],
    ['actionId', null],
  ])('refuses an action whose %s is %j', async (key, value) => {
    const { rows, refused } = await transformed(playByPlay, actions(action(1), action(2, { [key]: value })))
    expect(rows).toHaveLength(1)
    expect(refused).toEqual([{ rowNumber: 1, reason: expect.stringMatching(new RegExp(`^${key} `)) }])
  })

  it('names what is missing of its frame', async () => {
    expect(await brokenContract(playByPlay, { game: { gameId: '0021800001' } })).toContain('game.actions')
  })
})
